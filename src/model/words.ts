/** The closed vocabularies that the baseline, the snapshot and the report share. */

/** Okta's two engines; `/.well-known/okta-organization` calls them `idx` and `v1` (okta-api 0.1). */
export const engines = ["identity", "classic"] as const;
export type Engine = (typeof engines)[number];

/** The engines as sentences name them. */
export const engineNames: Readonly<Record<Engine, string>> = {
  identity: "Identity Engine",
  classic: "the Classic Engine",
};

/** Settings of an enrollment policy for one authenticator (`enroll.self`). */
export const enrollSettings = ["REQUIRED", "OPTIONAL", "NOT_ALLOWED"] as const;
export type EnrollSetting = (typeof enrollSettings)[number];

/** Actions of an enrollment rule (`actions.enroll.self`); CHALLENGE and LOGIN are one on Identity Engine. */
export const enrollActions = ["CHALLENGE", "LOGIN", "NEVER", "NEVER_INCLUDING_RECOVERY"] as const;
export type EnrollAction = (typeof enrollActions)[number];

/** Org-wide status of an authenticator or factor that a baseline may ask for. */
export const authenticatorStatuses = ["ACTIVE", "INACTIVE"] as const;
export type AuthenticatorStatus = (typeof authenticatorStatuses)[number];

/** Most severe first; this order is the order of findings in a report. */
export const severities = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof severities)[number];

/**
 * Okta's admin role types (RoleType in its API description), and MOBILE_ADMIN, which older orgs still have. Closed in a
 * baseline: a misspelt role would apply to nobody and be green for ever.
 */
export const adminRoleTypes = [
  "SUPER_ADMIN",
  "ORG_ADMIN",
  "APP_ADMIN",
  "USER_ADMIN",
  "GROUP_MEMBERSHIP_ADMIN",
  "HELP_DESK_ADMIN",
  "READ_ONLY_ADMIN",
  "MOBILE_ADMIN",
  "API_ACCESS_MANAGEMENT_ADMIN",
  "REPORT_ADMIN",
  "WORKFLOWS_ADMIN",
  "ACCESS_CERTIFICATIONS_ADMIN",
  "ACCESS_REQUESTS_ADMIN",
  "CUSTOM",
] as const;

/** The name of Okta's own enrollment policy, which has no groups and whose rule is read-only. */
export const defaultPolicyName = "Default Policy";

/** The built-in group that everybody is in; its members are never listed. */
export const everyoneGroupName = "Everyone";

/** Names compare after Unicode normalisation (NFC), so that two spellings of `é` are one name. */
export function sameName(left: string, right: string): boolean {
  if (left === right) return true;
  // Names are compared by the hundred thousand, and ASCII has one spelling. (Beyond it, the sign for kelvin is a K.)
  const isPlain = !beyondAscii.test(left) && !beyondAscii.test(right);
  return !isPlain && left.normalize("NFC") === right.normalize("NFC");
}

const beyondAscii = /[\u0080-\uffff]/;
