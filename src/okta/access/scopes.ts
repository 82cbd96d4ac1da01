import type { Slice } from "../../model/snapshot.ts";
import type { Engine } from "../../model/words.ts";

/** Scope that a service app needs to read each slice (okta-api 8); reading only, never `.manage`. */
const scopeOfSlice: Readonly<Record<Slice, string>> = {
  users: "okta.users.read",
  groups: "okta.groups.read",
  "group-members": "okta.groups.read",
  "group-rules": "okta.groups.read",
  policies: "okta.policies.read",
  "policy-rules": "okta.policies.read",
  authenticators: "okta.authenticators.read",
  zones: "okta.networkZones.read",
  "admin-roles": "okta.roles.read",
  apps: "okta.apps.read",
  // There is no factors scope.
  factors: "okta.users.read",
  "session-policies": "okta.policies.read",
  "app-policies": "okta.policies.read",
  "app-mappings": "okta.apps.read",
  "password-policies": "okta.policies.read",
  idps: "okta.idps.read",
  "user-types": "okta.userTypes.read",
  "console-settings": "okta.apps.read",
  "lifecycle-policies": "okta.policies.read",
  "sign-in-pages": "okta.brands.read",
  "log-streams": "okta.logStreams.read",
  "api-tokens": "okta.apiTokens.read",
  logs: "okta.logs.read",
};

/** The scope of a slice in this engine: Classic's org-wide factors are a setting of the org. */
export function scopeIn(engine: Engine, slice: Slice): string {
  return engine === "classic" && slice === "authenticators" ? "okta.orgs.read" : scopeOfSlice[slice];
}

/** The scopes of some slices, each once. */
export function scopesFor(slices: Iterable<Slice>, engine: Engine): readonly string[] {
  return [...new Set([...slices].map((slice) => scopeIn(engine, slice)))].sort();
}
