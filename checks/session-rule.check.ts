import type { Check } from "./contract/check.ts";
import { session } from "./policies/families.ts";
import { ruleAsDeclared } from "./policies/rule-as-declared.ts";

export default {
  ...ruleAsDeclared(session),
  id: "session-rule",
  about: "configuration",
  compares: "policies",
  title:
    "Every declared rule of a global session policy is active, matches as declared, and asks for what is declared",
  rationale:
    "The rule says who gets a session, with what, and for how long. It is critical where somebody in scope gets in with less " +
    "than if the field were as declared, whatever factors people have now; longer sessions and a longer memory of the second " +
    "factor are high. A declared rule has no conditions but its network and the people it leaves out; others are " +
    "drift, and what Plumbline does not model leaves the answer unknown.",
  remedy:
    "Set the rule as declared under Security > Global Session Policy, or run `pulumi up --refresh`; if the change was meant, " +
    "change the baseline.",
  references: [
    "Okta API reference: Policies (OKTA_SIGN_ON rules: actions.signon, conditions)",
    "Okta Developer: Configure a global session policy and an app sign-in policy (guides/configure-signon-policy)",
    "DISA Okta IDaaS STIG V-273186 (15 minutes without use), V-273203 (18 hours), V-273206 (no persistent cookies)",
    "NIST SP 800-63B section 4.2.3 and 4.3.3, Reauthentication",
  ],
} satisfies Check;
