import type { Slice } from "../../model/snapshot.ts";

/** What a service app must have been granted to read each slice (okta-api 8); reading only, never `.manage`. */
export const scopesOfSlice: Readonly<Record<Slice, readonly string[]>> = {
  users: ["okta.users.read"],
  groups: ["okta.groups.read"],
  "group-members": ["okta.groups.read"],
  "group-rules": ["okta.groups.read"],
  policies: ["okta.policies.read"],
  "policy-rules": ["okta.policies.read"],
  authenticators: ["okta.authenticators.read"],
  zones: ["okta.networkZones.read"],
  "admin-roles": ["okta.roles.read"],
  apps: ["okta.apps.read"],
  // There is no factors scope.
  factors: ["okta.users.read"],
  logs: ["okta.logs.read"],
};

/** The scopes of some slices, each once. */
export function scopesFor(slices: Iterable<Slice>): readonly string[] {
  return [...new Set([...slices].flatMap((slice) => scopesOfSlice[slice]))].sort();
}
