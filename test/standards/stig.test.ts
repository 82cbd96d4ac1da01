import { describe, expect, it } from "vitest";
import type { RequirementResult, StandardsReport } from "../../src/model/standards.ts";
import { scopeIn, scopesFor } from "../../src/okta/access/scopes.ts";
import { planStandards } from "../../src/standards/plan-standards.ts";
import stig from "../../src/standards/stig.framework.ts";
import { answeredOf } from "../support/answered-standards.ts";
import { failingOrg, meetingOrg } from "../support/standards-orgs.ts";

const scopes = scopesFor(planStandards([stig], "identity").slices, "identity");
const byId = ({ frameworks: [framework] }: StandardsReport): ReadonlyMap<string, RequirementResult> =>
  new Map(framework?.requirements.map((one) => [one.id, one]));

/** Each org is read once, when it is first asked about. */
const met = onceRead(() => answeredOf(meetingOrg, [stig], scopes));
const failing = onceRead(() => answeredOf(failingOrg, [stig], scopes));
const without = new Map(
  scopes.map((scope) => {
    const left = scopes.filter((one) => one !== scope);
    return [scope, onceRead(() => answeredOf(meetingOrg, [stig], left))] as const;
  }),
);

function onceRead(read: () => Promise<StandardsReport>) {
  let answers: Promise<ReadonlyMap<string, RequirementResult>> | undefined;
  return async (id: string): Promise<RequirementResult | undefined> => {
    answers ??= read().then(byId);
    return (await answers).get(id);
  };
}

const answers = (one: RequirementResult | undefined) => [
  one?.asTheStandardChecks.status,
  one?.asItHoldsForPeople.status,
];

it("is DISA's V1R2, each of its requirements once", () => {
  const ids = stig.requirements.map(({ id }) => id);
  expect(ids.join(" ")).toBe(
    "V-273186 V-273187 V-273188 V-273189 V-273190 V-273191 V-273192 V-273193 V-273194 V-273195 V-273196 V-273197 V-273198 " +
      "V-273199 V-273200 V-273201 V-273202 V-273203 V-273204 V-273205 V-273206 V-273207 V-273208 V-273209 V-279689 V-279690 " +
      "V-279691 V-279692 V-279693",
  );
});

describe.each(stig.requirements.map((one) => [one.id, one] as const))("%s", (id, {
  needs,
  decidedBy,
  title,
}) => {
  it("passes on an org that meets it", async () => {
    const found = await met(id);
    expect([...answers(found), found?.asTheStandardChecks.reason]).toEqual([
      "pass",
      "pass",
      expect.stringMatching(/\w/),
    ]);
  });

  it("is open on an org that does not", async () => {
    expect(answers(await failing(id))).toEqual(["open", "open"]);
  });

  it.each([
    ...new Set(needs.map((slice) => scopeIn("identity", slice))),
  ])("is not reviewed without %s, and names it", async (scope) => {
    const found = await without.get(scope)?.(id);
    expect(answers(found)).toEqual(["not_reviewed", "not_reviewed"]);
    expect(found?.asTheStandardChecks.reason).toContain(scope);
  });

  it("says in words of ours what is good and what decides", () => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(decidedBy).toMatch(/\w/);
  });
});
