import type { Check } from "./contract/check.ts";
import { enrollment } from "./policies/families.ts";
import { ruleUnmanaged } from "./policies/rule-unmanaged.ts";

const asks: ReadonlySet<string> = new Set(["CHALLENGE", "LOGIN"]);

export default {
  // Okta's own rule, the last of its own policy, asks whoever is left (okta-api 4.7).
  ...ruleUnmanaged(enrollment, ({ enroll }, { system }) =>
    system && !asks.has(enroll) ? `is tried before Okta's own rule, and sets enrollment to ${enroll}` : null,
  ),
  id: "enrollment-rule-unmanaged",
  about: "configuration",
  compares: "policies",
  title: "Declared enrollment policies have no rules that nobody declared",
  rationale:
    "The first rule that matches decides: one that says NEVER, put before the reviewed rule, turns a strict policy off " +
    "for everybody it matches. It is high when an active rule is tried before an active declared one, and when one in " +
    "Okta's Default Policy does not ask people to enroll, whether or not that policy is declared. Okta's own system " +
    "rules never count.",
  remedy:
    "Delete the rule, or declare it in the baseline under its policy's `rules` (Default Policy can have some, too).",
  references: [
    "Okta API reference: Policies (policy rules)",
    "Okta Developer: Policies (developer.okta.com/docs/concepts/policies)",
    "NIST SP 800-53 CM-3, Configuration Change Control",
  ],
} satisfies Check;
