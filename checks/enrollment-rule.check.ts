import type { Check } from "./contract/check.ts";
import { enrollment } from "./policies/families.ts";
import { ruleAsDeclared } from "./policies/rule-as-declared.ts";

export default {
  ...ruleAsDeclared(enrollment),
  id: "enrollment-rule",
  about: "configuration",
  compares: "policies",
  title:
    "Every declared enrollment rule is active, asks for enrollment as declared, and leaves nobody else out",
  rationale:
    "The rule says whether, where and for whom its policy takes effect. Set to NEVER it silences a REQUIRED " +
    "authenticator; tied to a network or an app, or leaving people out, it lets them fall through to the next policy. " +
    "Conditions that Plumbline does not model leave the answer unknown.",
  remedy:
    "Set the rule as declared, or run `pulumi up --refresh`; if the change was meant, change the baseline.",
  references: [
    "Okta API reference: Policies (MFA_ENROLL rules: actions.enroll, conditions.network, people and app)",
    "Okta Developer: Policies (developer.okta.com/docs/concepts/policies)",
    "DISA Okta IDaaS STIG V-273193, V-273194 (multifactor authentication, which people must have enrolled for)",
    "NIST SP 800-63B section 6.1, Authenticator Binding",
  ],
} satisfies Check;
