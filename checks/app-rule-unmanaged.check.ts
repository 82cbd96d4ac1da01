import type { Check } from "./contract/check.ts";
import { app } from "./policies/families.ts";
import { ruleUnmanaged } from "./policies/rule-unmanaged.ts";

export default {
  ...ruleUnmanaged(app),
  id: "app-rule-unmanaged",
  about: "configuration",
  compares: "policies",
  title: "Declared app sign-in policies have no rules that nobody declared",
  rationale:
    "The first rule that matches decides: a lenient one put before the reviewed rule opens the application to everybody it " +
    "matches. It is critical where somebody in scope gets in with less than without it, and high where it is tried before " +
    "an active declared rule. Okta's catch-all never counts.",
  remedy: "Delete the rule, or declare it in the baseline under its policy's `rules`.",
  references: [
    "Okta API reference: Policies (policy rules)",
    "Okta Developer: Policy and rule prioritization (guides/policy-rule-prioritization)",
    "NIST SP 800-53 CM-3, Configuration Change Control",
  ],
} satisfies Check;
