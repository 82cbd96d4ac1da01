import type { Check } from "./contract/check.ts";
import { session } from "./policies/families.ts";
import { policyMissing } from "./policies/policy-missing.ts";

export default {
  ...policyMissing(session),
  id: "session-policy-missing",
  about: "configuration",
  title: "Every declared global session policy exists",
  rationale:
    "Without the policy its people fall through to the next one, in the end to Okta's default, which may ask for " +
    "less. Nothing further is said about the groups and rules of a policy that is missing. Where two policies bear the " +
    "name, the one that is tried first is compared, and the answer stays unknown.",
  remedy:
    "Run `pulumi up --refresh` to make the policy again; if it was meant to go, take it out of the baseline.",
  references: [
    "Okta API reference: Policies (OKTA_SIGN_ON)",
    "Okta Developer: Configure a global session policy and an app sign-in policy (guides/configure-signon-policy)",
    "DISA Okta IDaaS STIG V-273186, V-273203 (sessions end after a time)",
  ],
} satisfies Check;
