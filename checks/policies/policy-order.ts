import { existingPolicies, policySubject } from "../../src/evaluator/declared/declared-policy.ts";
import { type LivePolicy, type PolicyPair, policyWords } from "../../src/evaluator/declared/policy-family.ts";
import { orderDifference } from "../../src/evaluator/declared/relative-order.ts";
import { inThisOrder } from "../../src/evaluator/declared/with-changes.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import type { FindingDraft } from "../contract/check.ts";
import type { JudgedFamily } from "./families.ts";
import type { JudgedPart } from "./judged-part.ts";
import { severityAgainst } from "./severity-against.ts";

/** All policies as they would be with the declared ones in the declared order. */
function ordered(
  family: JudgedFamily,
  policies: readonly PolicyPair[],
  { org }: JudgedOrg,
): readonly LivePolicy[] {
  const changes = inThisOrder(policies.map(({ live }) => live));
  return (family.liveIn(org.slices) ?? []).map((policy) => changes.get(policy) ?? policy);
}

/** Finds declared policies of a family that are not tried in the declared order. */
export function policyOrder(family: JudgedFamily): JudgedPart {
  return {
    severity: "high",
    needs: (baseline) =>
      family.declaredIn(baseline).filter(({ isDefault }) => isDefault !== true).length > 1
        ? [family.policySlice]
        : [],

    *evaluate(input): Generator<FindingDraft> {
      const policies = [...existingPolicies(family, input)].filter(
        ({ declared }) => declared.isDefault !== true,
      );
      const ranked = policies.map((policy) => ({
        policy,
        name: policy.declared.name,
        priority: policy.live.priority,
      }));
      const difference = orderDifference(ranked);
      if (difference === null) return;
      const { first, inWords, ...values } = difference;
      yield {
        subject: policySubject(first.policy),
        field: "order",
        ...values,
        ...severityAgainst(family, input, ordered(family, policies, input)),
        message: `${policyWords(family, first.name)} ${inWords}.`,
      };
    },
  };
}
