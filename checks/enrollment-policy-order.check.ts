import type { Check } from "./contract/check.ts";
import { enrollment } from "./policies/families.ts";
import { policyOrder } from "./policies/policy-order.ts";

export default {
  ...policyOrder(enrollment),
  id: "enrollment-policy-order",
  about: "configuration",
  compares: "policies",
  title: "Declared enrollment policies are tried in the declared order",
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
} satisfies Check;
