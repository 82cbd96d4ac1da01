/** The closed vocabularies of global session policies and app sign-in policies. */

/** Action of a sign-on rule on whoever it matches (`access`). */
export const accessActions = ["ALLOW", "DENY"] as const;
export type AccessAction = (typeof accessActions)[number];

/**
 * Ways to establish a session (`primaryFactor`, Identity Engine only): a password or identity provider, or
 * whatever the app sign-in policy asks for.
 */
export const primaryFactors = ["PASSWORD_IDP", "PASSWORD_IDP_ANY_FACTOR"] as const;
export type PrimaryFactor = (typeof primaryFactors)[number];

/** When a session rule asks for a second factor: `requireFactor` and `factorPromptMode` in one word. */
export const secondFactorPrompts = ["NEVER", "ALWAYS", "SESSION", "DEVICE"] as const;
export type SecondFactorPrompt = (typeof secondFactorPrompts)[number];

/** Demands of an app rule on the device; MANAGED devices are registered too. */
export const deviceConditions = ["ANY", "REGISTERED", "MANAGED"] as const;
export type DeviceCondition = (typeof deviceConditions)[number];

/** Platforms of an app rule, as the Okta provider names them. */
export const platformNames = [
  "IOS",
  "ANDROID",
  "MACOS",
  "WINDOWS",
  "CHROMEOS",
  "LINUX",
  "OTHER_MOBILE",
  "OTHER_DESKTOP",
  "OTHER",
] as const;
export type PlatformName = (typeof platformNames)[number];

/** Risk that Okta takes a sign-in to be (`riskScore.level`). */
export const riskConditions = ["ANY", "LOW", "MEDIUM", "HIGH"] as const;
export type RiskCondition = (typeof riskConditions)[number];

/** Kinds of knowledge that a constraint can name (`knowledge.types`). */
export const knowledgeTypes = ["password", "security_question"] as const;
export type KnowledgeType = (typeof knowledgeTypes)[number];

/** How strongly the weakest way in is held that a person meets at an entry point, from weakest to strongest. */
export const signInLevels = [
  "none",
  "one-factor",
  "two-factors",
  "strong",
  "phishing-resistant",
  "denied",
] as const;
export type SignInLevel = (typeof signInLevels)[number];

/** Levels that a requirement can ask a sign-in to reach. */
export const askedLevels = ["two-factors", "strong", "phishing-resistant"] as const;
export type AskedLevel = (typeof askedLevels)[number];

/** Means that must not suffice, alone, to set a new password. */
export const recoveryMeans = ["email", "phone"] as const;
export type RecoveryMeans = (typeof recoveryMeans)[number];

/** Okta's own rule of its default session policy; its conditions cannot be changed. */
export const defaultRuleName = "Default Rule";

/** Okta's own rule, always the last of an app sign-in policy; it has no conditions. */
export const catchAllRuleName = "Catch-all Rule";

/** Ways of signing in beside a browser's, for which session rules may be (`authContext.authType`). */
export const otherDoors = ["RADIUS", "LDAP_INTERFACE"] as const;
export type OtherDoor = (typeof otherDoors)[number];
