import type { Check } from "./contract/check.ts";
import { session } from "./policies/families.ts";
import { policyOrder } from "./policies/policy-order.ts";

export default {
  ...policyOrder(session),
  id: "session-policy-order",
  about: "configuration",
  compares: "policies",
  title: "Declared global session policies are tried in the declared order",
  rationale:
    "The first policy that applies to a person is the one in effect: a lenient policy moved above a strict one takes " +
    "its people away, which is critical where somebody in scope gets in with less by it. Only the relative order counts, of " +
    "policies of every status; Okta's default always comes last. Equal priority numbers do not say which policy is tried " +
    "first, so they leave the answer unknown.",
  remedy:
    "Drag the policies into the declared order under Security > Global Session Policy, or run `pulumi up --refresh`; if the " +
    "order was meant, reorder the baseline.",
  references: [
    "Okta API reference: Policies (priority)",
    "Okta Developer: Policy and rule prioritization (guides/policy-rule-prioritization)",
  ],
} satisfies Check;
