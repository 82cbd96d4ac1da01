import { describe, expect, it } from "vitest";
import { explainPerson } from "../../../src/answers/explain/explain-person.ts";
import { peopleView } from "../../../src/answers/explain/people-view.ts";
import type { PeopleView, PersonView } from "../../../src/model/people-view.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  anExemption,
  anyOf,
  appliesTo,
  aRequirement,
  theDeclaredDefault,
} from "../../support/baseline-builder.ts";
import { type JudgedOrg, judgedAcme, judgeOrg } from "../../support/judged-acme.ts";
import {
  anOrg,
  aPerson,
  aPolicy,
  enrolled,
  enrolments,
  idOf,
  type OrgParts,
  theDefaultPolicy,
  without,
} from "../../support/org-builder.ts";

const [dana, nia, omar, kim, ravi] = ["dana", "nia", "omar", "kim", "ravi"].map(
  (name) => `${name}@acme.example`,
) as [string, string, string, string, string];

const baseline = aBaseline({
  groups: [aDeclaredGroup("Staff"), aDeclaredGroup("Required"), aDeclaredGroup("Contractors")],
  enrollmentPolicies: [aDeclaredPolicy("Staff", ["Staff"]), theDeclaredDefault()],
  requirements: [
    aRequirement("everyone", {
      memberOf: ["Required"],
      governedBy: ["Staff", "Default Policy"],
      factors: anyOf(["webauthn"]),
    }),
    aRequirement("staff", { appliesTo: appliesTo.groups("Staff"), factors: anyOf(["google_otp"]) }),
  ],
  exemptions: [anExemption(omar, "everyone")],
});

const orgOf = (parts: OrgParts = {}) =>
  anOrg({
    people: [
      aPerson(ravi, { status: "SUSPENDED" }),
      aPerson(kim, { status: "STAGED" }),
      aPerson(omar),
      aPerson(nia),
      aPerson(dana),
    ],
    groups: { Staff: [nia], Required: [dana, nia] },
    policies: [
      aPolicy("Staff", { groups: ["Staff"], settings: { webauthn: "OPTIONAL" } }),
      theDefaultPolicy(),
    ],
    authenticators: { webauthn: "ACTIVE", google_otp: "ACTIVE" },
    enrolments: {
      [dana]: enrolments(["webauthn"]),
      [nia]: enrolments(["webauthn"]),
      [omar]: enrolments([enrolled("webauthn")]),
    },
    ...parts,
  });

function person({ people }: PeopleView, login: string): PersonView {
  const found = people.find((one) => one.login === login);
  if (found === undefined) throw new Error(`${login} is not in the view`);
  return found;
}

const answersOf = (view: PeopleView) =>
  Object.fromEntries(view.people.map(({ login, answers }) => [login, answers]));

describe("the people beside a report", () => {
  it("are listed by login with groups, factors, policy and an answer for each requirement", async () => {
    const { view } = await judgeOrg(baseline, orgOf());
    expect(view.people.map(({ login }) => login)).toEqual([dana, kim, nia, omar, ravi]);
    expect(view.requirements.map(({ id }) => id)).toEqual(["everyone", "staff"]);
    expect(view.groups).toEqual([
      { name: "Staff", state: "read" },
      { name: "Required", state: "read" },
      { name: "Contractors", state: "absent" },
    ]);
    expect(person(view, nia)).toMatchObject({
      id: idOf.user(nia),
      status: "ACTIVE",
      standing: "in-scope",
      groups: ["Staff", "Required"],
      policy: { outcomes: [{ policy: "Staff", why: "certain" }] },
      enrolled: { factors: ["webauthn"], reason: null },
    });
    expect(answersOf(view)).toEqual({
      [dana]: ["in-line", "not-asked"],
      [kim]: ["pending", "not-asked"],
      [nia]: ["in-line", "drift"],
      [omar]: ["exempted", "not-asked"],
      [ravi]: ["not-asked", "not-asked"],
    });
  });

  it("share one object where they do not differ", async () => {
    const { view } = await judgeOrg(baseline, orgOf());
    expect(person(view, dana).policy).toBe(person(view, omar).policy);
    expect(person(view, dana).enrolled).toBe(person(view, nia).enrolled);
  });

  it.each([
    ["a check was not run", orgOf(), ["member-of"]],
    ["enrolments were not read", without(orgOf(), { factors: "factors" }), []],
    ["policies were not read", without(orgOf(), { policies: "policies" }), []],
  ])("are never in line with a requirement when %s", async (_, org, left) => {
    const judged = await judgeOrg(baseline, org);
    const outcomes = judged.report.outcomes.filter(({ check }) => !left.includes(check));
    const view = peopleView({ ...judged, report: { ...judged.report, outcomes } });
    expect(view.people.length).toBeGreaterThan(0);
    for (const { answers } of view.people) expect(answers[0]).not.toBe("in-line");
  });

  it("are unknown to a requirement of which it is not known whom it applies to", async () => {
    const { view } = await judgeOrg(baseline, without(orgOf(), { groupMembers: "group-members" }));
    expect(person(view, dana).answers[1]).toBe("unknown");
    expect(view.groups[0]).toEqual({ name: "Staff", state: "unread" });
  });

  it.each([
    ["drifted Acme", judgedAcme],
    ["a small org", () => judgeOrg(baseline, orgOf())],
    ["one with gaps", () => judgeOrg(baseline, without(orgOf(), { factors: "factors" }))],
  ])("of %s are as explain says of each", async (_, judged: () => Promise<JudgedOrg>) => {
    const { view, ...input } = await judged();
    for (const { id, answers, policy, enrolled: shown } of view.people) {
      const explained = explainPerson({ ...input, user: id });
      expect(policy).toEqual(explained?.policy);
      expect(shown).toMatchObject({ ...explained?.enrolled });
      const words = explained?.requirements.map(({ applies, status }) =>
        applies === "no" ? "not-asked" : status,
      );
      expect(answers).toEqual(words);
    }
  });
});
