import type { Check } from "./contract/check.ts";
import { app } from "./policies/families.ts";
import { ruleAsDeclared } from "./policies/rule-as-declared.ts";

export default {
  ...ruleAsDeclared(app),
  id: "app-rule",
  about: "configuration",
  compares: "policies",
  title:
    "Every declared rule of an app sign-in policy is active, matches as declared, and asks for what is declared",
  rationale:
    "The rule says who gets into the applications under its policy, from where and with which factors. It is critical where " +
    "somebody in scope gets in with less than if the field were as declared, whatever factors people have now: one factor " +
    "that must resist phishing is not less than two that need not. Constraints and chains compare whatever their order, " +
    "with what Okta's server adds. A user type is meant by its name, the name that Okta shows, or its id; a name that two " +
    "types bear, or types that could not be read, leave the answer unknown. What Plumbline does not model does, too.",
  remedy:
    "Set the rule as declared under Security > Authentication Policies, or run `pulumi up --refresh`; if the change was meant, " +
    "change the baseline.",
  references: [
    "Okta API reference: Policies (ACCESS_POLICY rules: actions.appSignOn.verificationMethod, conditions)",
    "Okta Developer: Configure a global session policy and an app sign-in policy (guides/configure-signon-policy)",
    "DISA Okta IDaaS STIG V-273190, V-273191 (phishing-resistant), V-273193, V-273194 (multifactor authentication)",
    "NIST SP 800-63B sections 4.2 and 4.3, Authenticator Assurance Levels 2 and 3",
  ],
} satisfies Check;
