import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareBaselines } from "../../../../src/answers/review/compare-baselines.ts";
import { countPeople } from "../../../../src/answers/review/count-people.ts";
import { applyBaseline } from "../../../../src/answers/review/people/apply-baseline.ts";
import { judge } from "../../../../src/evaluator/judgement.ts";
import type { Baseline } from "../../../../src/model/baseline.ts";
import type { OrgSnapshot } from "../../../../src/model/snapshot.ts";
import { editedBaselines } from "../../../support/changed-baselines.ts";
import { orgTrueTo } from "../../../support/org-true-to.ts";

/** Okta's own policy is there whether or not a baseline declares it. */
const withDefault = (baseline: Baseline): Baseline => ({
  ...baseline,
  enrollmentPolicies: [
    ...baseline.enrollmentPolicies.filter(({ isDefault }) => !isDefault),
    {
      name: "Default Policy",
      isDefault: true,
      description: null,
      groups: [],
      authenticators: { okta_password: "REQUIRED" },
      terms: {},
      unlisted: "NOT_ALLOWED",
      rules: [],
    },
  ],
});

/** By name, which policies and rules can take each person, and what those policies say. */
function whoIsWhere(baseline: Baseline, org: OrgSnapshot) {
  const judgement = judge(baseline, org);
  return (org.slices.users?.people ?? []).map(({ id, login }) => [
    login,
    judgement.effectivePolicyOf(id).outcomes.map(({ policy, rule }) => [
      policy?.name,
      policy?.system === true ? null : rule?.name,
      rule?.enroll,
      (policy?.settings ?? [])
        .filter(({ enroll }) => enroll !== "NOT_ALLOWED")
        .map(({ key, enroll }) => `${key} ${enroll}`)
        .sort(),
    ]),
  ]);
}

const people = (baseline: Baseline): OrgSnapshot["slices"]["users"] => orgTrueTo(baseline).slices.users;

describe("a baseline put in force on an org", () => {
  it("comes to what an org that is true to it has", () => {
    fc.assert(
      fc.property(editedBaselines, ([one, two]) => {
        const [before, after] = [withDefault(one), withDefault(two)];
        const live = orgTrueTo(before);
        const wanted = orgTrueTo(after);
        // Zones and people that only the one names are in both.
        const { zones = [], users = { people: [], deprovisioned: 0 } } = wanted.slices;
        const allZones = [...(live.slices.zones ?? []), ...zones];
        const start = {
          ...live,
          slices: {
            ...live.slices,
            users,
            zones: [...new Map(allZones.map((zone) => [zone.id, zone])).values()],
          },
        };
        const applied = applyBaseline(after, before, start);
        const end = { ...wanted, slices: { ...wanted.slices, zones: start.slices.zones } };
        expect(whoIsWhere(after, applied)).toEqual(whoIsWhere(after, end));
      }),
    );
  });

  it("changes nothing for anybody where nothing changed", () => {
    fc.assert(
      fc.property(editedBaselines, ([baseline]) => {
        const org = { ...orgTrueTo(baseline) };
        const counted = countPeople({ base: baseline, head: baseline }, org, new Date("2026-11-23"))([]);
        expect(counted.effects).toEqual([]);
        expect(counted.people.inScope).toBe(people(baseline)?.people.length);
      }),
    );
  });

  it("makes nobody weaker off whom no change of the text explains, in an org that has all it names", () => {
    fc.assert(
      fc.property(editedBaselines, ([one, two]) => {
        const [before, after] = [withDefault(one), withDefault(two)];
        const changes = compareBaselines(before, after).map(({ change }) => change);
        const { effects } = countPeople(
          { base: before, head: after },
          orgTrueTo(before),
          new Date("2026-11-23"),
        )(changes);
        const unexplained = effects.filter(
          ({ effect, explainedBy }) => effect === "weaker" && explainedBy.length === 0,
        );
        expect(unexplained.map(({ id }) => id)).toEqual([]);
      }),
    );
  });
});
