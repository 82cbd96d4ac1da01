import { existingPolicies, policySubject } from "../src/evaluator/declared/declared-policy.ts";
import { orderDifference } from "../src/evaluator/declared/relative-order.ts";
import type { Check, FindingDraft } from "./contract/check.ts";

export default {
  id: "enrollment-policy-order",
  about: "configuration",
  compares: "policies",
  title: "Declared enrollment policies are tried in the declared order",
  severity: "high",
  rationale:
    "The first policy that applies to a person is the one in effect: a lenient policy moved above a strict one takes " +
    "its people away. Only the relative order counts, of policies of every status, since an inactive one keeps its " +
    "place; Okta's default always comes last. Equal priority numbers do not say which policy is tried first, so they " +
    "leave the answer unknown.",
  remedy:
    "Drag the policies into the declared order under Security > Authenticators > Enrollment, or run `pulumi up --refresh`; if " +
    "the order was meant, reorder the baseline.",
  references: [
    "Okta API reference: Policies (priority)",
    "Okta Developer: Policies (developer.okta.com/docs/concepts/policies)",
  ],
  needs: (baseline) =>
    baseline.enrollmentPolicies.filter((policy) => !policy.isDefault).length > 1 ? ["policies"] : [],

  *evaluate(input): Generator<FindingDraft> {
    const policies = [...existingPolicies(input)].filter(({ declared }) => !declared.isDefault);
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
      message: `Enrollment policy "${first.name}" ${inWords}.`,
    };
  },
} satisfies Check;
