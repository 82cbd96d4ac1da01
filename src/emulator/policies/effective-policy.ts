import type { OrgStore } from "../state/org-store.ts";
import type { EmulatedPolicy, EmulatedPolicyRule, EmulatedUser } from "../state/state.ts";
import { asStrings, fieldAt } from "../wire/json.ts";
import { policiesOf } from "./policy-store.ts";
import { byPriority } from "./priorities.ts";

/**
 * The enrollment policy in effect for a person who is where the caller is: the first ACTIVE one that includes
 * a group of theirs and has an ACTIVE rule that matches, else the default (okta-api 4.7).
 */
export function effectiveEnrollmentPolicy(org: OrgStore, user: EmulatedUser): EmulatedPolicy | null {
  const groups = new Set(org.groupsOf(user).map((group) => group.id));
  const policies = policiesOf(org, "MFA_ENROLL");
  const applies = policies.find(
    (policy) => policy.status === "ACTIVE" && includesGroup(policy, groups) && hasMatch(policy, org, user),
  );
  return applies ?? policies.find((policy) => policy.system) ?? null;
}

function includesGroup(policy: EmulatedPolicy, groups: ReadonlySet<string>): boolean {
  return asStrings(fieldAt(policy.conditions, "people", "groups", "include")).some((id) => groups.has(id));
}

function hasMatch(policy: EmulatedPolicy, org: OrgStore, user: EmulatedUser): boolean {
  return byPriority(policy.rules).some((rule) => rule.status === "ACTIVE" && matches(rule, org, user));
}

/** A rule for certain applications is taken not to match: the API is none (not verified against a live org). */
function matches(rule: EmulatedPolicyRule, org: OrgStore, user: EmulatedUser): boolean {
  const list = (...path: readonly string[]) => asStrings(fieldAt(rule.conditions, ...path));
  const app = fieldAt(rule.conditions, "app", "include");
  const isForApps = Array.isArray(app) && app.length > 0;
  return !list("people", "users", "exclude").includes(user.id) && !isForApps && isInNetwork(rule, org);
}

function isInNetwork(rule: EmulatedPolicyRule, org: OrgStore): boolean {
  const caller = org.initial.settings.callerZones;
  const connection = fieldAt(rule.conditions, "network", "connection");
  // That these two mean "in any zone" and "in none" is not verified against a live org.
  if (connection === "ON_NETWORK") return caller.length > 0;
  if (connection === "OFF_NETWORK") return caller.length === 0;
  if (connection !== "ZONE") return true;
  const isIn = (zones: readonly string[]) =>
    zones.some((id) => (id === "ALL_ZONES" ? caller.length > 0 : caller.includes(id)));
  const include = asStrings(fieldAt(rule.conditions, "network", "include"));
  const exclude = asStrings(fieldAt(rule.conditions, "network", "exclude"));
  return (include.length === 0 || isIn(include)) && !isIn(exclude);
}
