import type { Check } from "./contract/check.ts";
import { session } from "./policies/families.ts";
import { ruleMissing } from "./policies/rule-missing.ts";

export default {
  ...ruleMissing(session),
  id: "session-rule-missing",
  about: "configuration",
  compares: "policies",
  title: "Every declared rule of a global session policy exists",
  rationale:
    "The first rule that matches decides: without a declared rule the next one does, or the next policy, and what it was to " +
    "ask for or to refuse is not asked for and not refused.",
  remedy:
    "Run `pulumi up --refresh` to make the rule again; if it was meant to go, take it out of the baseline.",
  references: [
    "Okta API reference: Policies (policy rules)",
    "Okta Developer: Configure a global session policy and an app sign-in policy (guides/configure-signon-policy)",
  ],
} satisfies Check;
