/** Ids of these types begin with `rst`, and those of their rules with `rul` (okta-api 0.2). */
const newerTypes: ReadonlySet<string> = new Set([
  "ACCESS_POLICY",
  "PROFILE_ENROLLMENT",
  "POST_AUTH_SESSION",
  "SESSION_VIOLATION_DETECTION",
  "ENTITY_RISK",
]);

/** Prefixes of the ids of a policy of a type and of its rules. */
export function policyIdPrefixes(type: string): { readonly policy: string; readonly rule: string } {
  return newerTypes.has(type) ? { policy: "rst", rule: "rul" } : { policy: "00p", rule: "0pr" };
}
