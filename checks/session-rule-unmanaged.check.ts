import type { Check } from "./contract/check.ts";
import { session } from "./policies/families.ts";
import { ruleUnmanaged } from "./policies/rule-unmanaged.ts";

export default {
  ...ruleUnmanaged(session),
  id: "session-rule-unmanaged",
  about: "configuration",
  compares: "policies",
  title: "Declared global session policies have no rules that nobody declared",
  rationale:
    "The first rule that matches decides: a lenient one put before the reviewed rule opens the door for everybody it matches. " +
    "It is critical where somebody in scope gets in with less than without it, also in Okta's Default Policy, whether or " +
    "not that is declared; high where it is tried before an active declared rule. Okta's own rules never count.",
  remedy: "Delete the rule, or declare it in the baseline under its policy's `rules`.",
  references: [
    "Okta API reference: Policies (policy rules)",
    "Okta Developer: Policy and rule prioritization (guides/policy-rule-prioritization)",
    "NIST SP 800-53 CM-3, Configuration Change Control",
  ],
} satisfies Check;
