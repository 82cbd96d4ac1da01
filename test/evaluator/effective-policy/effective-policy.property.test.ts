import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effectivePolicies } from "../../../src/evaluator/effective-policy/cohorts.ts";
import { indexLive } from "../../../src/evaluator/live/live-index.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { orgWithPolicies, somePeople } from "../../support/arbitrary-policies.ts";
import { anOrg, aPerson, aPolicy, idOf, network } from "../../support/org-builder.ts";
import { askOracle } from "../../support/policy-oracle.ts";
import { propertyRuns } from "../../support/property-runs.ts";

const judgeEffective = (org: OrgSnapshot, user: (typeof somePeople)[number]) => {
  const effective = effectivePolicies(org, indexLive(org.slices))(idOf.user(user));
  return {
    reachable: new Set(
      effective.outcomes.map(({ policy, rule }) => `${policy?.id ?? null} | ${rule?.id ?? ""}`),
    ),
    judge: (required: ReadonlySet<string>) => {
      const isOther = (id: string | undefined) => id === undefined || !required.has(id);
      if (!effective.outcomes.some(({ policy }) => isOther(policy?.id))) return "in-line";
      return effective.surelyReaches((policy) => isOther(policy?.id)) ? "open" : "unknown";
    },
  };
};

it("tells policies that were not read from policies that are not there", () => {
  const { policies: _, ...slices } = anOrg({ people: [aPerson("nia@acme.example")] }).slices;
  const effective = effectivePolicies(
    { ...anOrg(), slices },
    indexLive(slices),
  )(idOf.user("nia@acme.example"));
  expect(effective.uncertainties).toEqual(["enrollment policies were not read"]);
  expect(effective.surelyReaches((policy) => policy !== null)).toBe(false);
});

it.each([
  { name: "as made", first: "A", second: "B" },
  { name: "the other way round", first: "B", second: "A" },
])("does not choose between two policies of equal priority, listed $name", ({ first, second }) => {
  const policies = [first, second].map((name) => aPolicy(name, { groups: ["Everyone"], priority: 1 }));
  const org = anOrg({ policies });
  const { outcomes, uncertainties, path } = effectivePolicies(
    org,
    indexLive(org.slices),
  )(idOf.user("nia@acme.example"));
  expect(outcomes.map(({ policy, why }) => [policy?.name, why])).toEqual([
    ["A", "undecidable"],
    ["B", "undecidable"],
  ]);
  expect(uncertainties).toEqual([
    'policies "A" and "B" have the same priority, so which is tried first is not known',
  ]);
  expect(path.map(({ policy, applies }) => [policy, applies])).toEqual([
    ["A", "maybe"],
    ["B", "maybe"],
  ]);
});

it("knows the policy where two rules of it have the same priority, and not the rule", () => {
  const rules = ["Ask", "Skip"].map((name) => ({ name, priority: 1 }));
  const org = anOrg({ policies: [aPolicy("A", { groups: ["Everyone"], rules })] });
  const effective = effectivePolicies(org, indexLive(org.slices))(idOf.user("nia@acme.example"));
  expect(effective.uncertainties).toEqual([
    'rules "Ask" and "Skip" have the same priority, so which is tried first is not known',
  ]);
  expect(effective.surelyReaches((policy) => policy?.name === "A")).toBe(true);
});

it("does not mind the order of two policies that never take the same sign-in", () => {
  const policies = [
    aPolicy("A", { groups: ["Everyone"], priority: 1, rules: [{ network: network.in("Corp") }] }),
    aPolicy("B", { groups: ["Everyone"], priority: 1, rules: [{ network: network.notIn("Corp") }] }),
  ];
  const org = anOrg({ policies, zones: ["Corp"] });
  const { outcomes, uncertainties } = effectivePolicies(
    org,
    indexLive(org.slices),
  )(idOf.user("nia@acme.example"));
  expect(outcomes.map(({ why }) => why)).toEqual(["network", "network"]);
  expect(uncertainties).toEqual([]);
});

describe.each([
  { kind: "an org that was read wholly", murk: { allowed: false } },
  { kind: "an org of which much is not known", murk: { allowed: true } },
])("the policy in effect in $kind", ({ murk }) => {
  it("is what trying every world one by one gives", () => {
    fc.assert(
      fc.property(
        orgWithPolicies(murk),
        fc.constantFrom(...somePeople),
        fc.nat(15),
        (org, person, chosen) => {
          const policies = org.slices.policies ?? [];
          const required = new Set(policies.filter((_, at) => (chosen >> at) % 2 === 1).map(({ id }) => id));
          const oracle = askOracle(idOf.user(person), org);
          const judged = judgeEffective(org, person);
          expect(judged.reachable).toEqual(oracle.reachable);
          expect(judged.judge(required)).toBe(oracle.judge(required));
        },
      ),
      { numRuns: propertyRuns(200) },
    );
  });
});
