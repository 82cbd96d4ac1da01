import { existingPolicies, policySubject } from "../../src/evaluator/declared/declared-policy.ts";
import { type PolicyFamily, policyWords } from "../../src/evaluator/declared/policy-family.ts";
import type { FindingDraft } from "../contract/check.ts";
import type { JudgedPart } from "./judged-part.ts";

/** Finds declared policies of a family that are not ACTIVE. */
export function policyStatus(family: PolicyFamily): JudgedPart {
  return {
    severity: "critical",
    needs: (baseline) => (family.declaredIn(baseline).length > 0 ? [family.policySlice] : []),

    *evaluate(input): Generator<FindingDraft> {
      for (const policy of existingPolicies(family, input)) {
        const { status } = policy.live;
        if (status === "ACTIVE") continue;
        yield {
          subject: policySubject(policy),
          field: "status",
          expected: "ACTIVE",
          actual: status,
          message: `${policyWords(family, policy.declared.name)} is ${status}; it should be ACTIVE.`,
        };
      }
    },
  };
}
