import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effectivePolicies } from "../../checks/cohorts.ts";
import { indexLive } from "../../checks/live-index.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { orgWithPolicies, somePeople } from "../support/arbitrary-policies.ts";
import { idOf } from "../support/org-builder.ts";
import { askOracle } from "../support/policy-oracle.ts";

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
      { numRuns: 1000 },
    );
  });
});
