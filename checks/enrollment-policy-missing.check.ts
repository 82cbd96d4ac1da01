import type { Check } from "./contract/check.ts";
import { enrollment } from "./policies/families.ts";
import { policyMissing } from "./policies/policy-missing.ts";

export default {
  ...policyMissing(enrollment),
  id: "enrollment-policy-missing",
  about: "configuration",
  title: "Every declared enrollment policy exists",
  rationale:
    "Without the policy its people fall through to the next one, in the end to Okta's default, which asks for less. " +
    "Nothing further is said about the groups, settings and rules of a policy that is missing. Where two policies bear " +
    "the name, the one that is tried first is compared, and the answer stays unknown.",
  remedy:
    "Run `pulumi up --refresh` to make the policy again; if it was meant to go, take it out of the baseline.",
  references: [
    "Okta API reference: Policies (MFA_ENROLL)",
    "Okta Developer: Policies (developer.okta.com/docs/concepts/policies)",
    "DISA Okta IDaaS STIG V-273193, V-273194 (multifactor authentication, which people must have enrolled for)",
    "NIST SP 800-63B section 6.1, Authenticator Binding",
  ],
} satisfies Check;
