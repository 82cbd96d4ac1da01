/** Pulumi's type tokens of the Okta resources that the pack looks at. */
export const resourceTypes = {
  policy: "okta:policy/mfa:Mfa",
  defaultPolicy: "okta:index/policyMfaDefault:PolicyMfaDefault",
  rule: "okta:policy/ruleMfa:RuleMfa",
  group: "okta:group/group:Group",
  groupRule: "okta:group/rule:Rule",
  authenticator: "okta:index/authenticator:Authenticator",
  factor: "okta:factor/factor:Factor",
  sessionPolicy: "okta:policy/signon:Signon",
  sessionRule: "okta:policy/ruleSignon:RuleSignon",
  appPolicy: "okta:index/appSignonPolicy:AppSignonPolicy",
  appRules: "okta:app/signonPolicyRules:SignonPolicyRules",
  appRule: "okta:index/appSignonPolicyRule:AppSignonPolicyRule",
} as const;
