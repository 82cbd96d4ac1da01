import type { Check } from "./contract/check.ts";
import { session } from "./policies/families.ts";
import { policyStatus } from "./policies/policy-status.ts";

export default {
  ...policyStatus(session),
  id: "session-policy-status",
  about: "configuration",
  compares: "policies",
  title: "Every declared global session policy is active",
  rationale:
    "Okta considers only ACTIVE policies: an inactive one looks right in every detail and governs nobody, and its " +
    "people fall through to the next policy.",
  remedy:
    "Activate the policy under Security > Global Session Policy (Classic: Security > Authentication > Sign On), or run " +
    "`pulumi up --refresh`.",
  references: [
    "Okta API reference: Policies (activate a policy)",
    "Okta Developer: Configure a global session policy and an app sign-in policy (guides/configure-signon-policy)",
  ],
} satisfies Check;
