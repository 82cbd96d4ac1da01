import type { Check } from "./contract/check.ts";
import { enrollment } from "./policies/families.ts";
import { policyStatus } from "./policies/policy-status.ts";

export default {
  ...policyStatus(enrollment),
  id: "enrollment-policy-status",
  about: "configuration",
  compares: "policies",
  title: "Every declared enrollment policy is active",
  rationale:
    "Okta considers only ACTIVE policies: an inactive one looks right in every detail and governs nobody, and its " +
    "people fall through to the next policy.",
  remedy:
    "Activate the policy under Security > Authenticators > Enrollment (Classic: Security > Multifactor > Factor " +
    "Enrollment), or run `pulumi up --refresh`.",
  references: [
    "Okta API reference: Policies (activate a policy)",
    "Okta Developer: Policies (developer.okta.com/docs/concepts/policies)",
    "DISA Okta IDaaS STIG V-273193, V-273194 (multifactor authentication, which people must have enrolled for)",
  ],
} satisfies Check;
