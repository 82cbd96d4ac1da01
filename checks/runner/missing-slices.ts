import type { OrgSlices, OrgSnapshot, Slice } from "../../src/model/snapshot.ts";

const neverAsked = "the snapshot does not hold it";

const isThere: Readonly<Record<Slice, (slices: OrgSlices) => boolean>> = {
  users: ({ users }) => users !== undefined,
  groups: ({ groups }) => groups !== undefined,
  "group-members": ({ groupMembers }) => groupMembers !== undefined,
  "group-rules": ({ groupRules }) => groupRules !== undefined,
  policies: ({ policies }) => policies !== undefined,
  // Rules lie within policies: they are missing as a whole when not one policy has its rules.
  "policy-rules": ({ policies = [] }) =>
    policies.length === 0 || policies.some(({ rules }) => rules !== null),
  authenticators: ({ authenticators }) => authenticators !== undefined,
  zones: ({ zones }) => zones !== undefined,
  "admin-roles": ({ adminRoles }) => adminRoles !== undefined,
  apps: ({ apps }) => apps !== undefined,
  factors: ({ factors }) => factors !== undefined,
  "session-policies": ({ sessionPolicies }) => sessionPolicies !== undefined,
  "app-policies": ({ appPolicies }) => appPolicies !== undefined,
  "app-mappings": ({ appMappings }) => appMappings !== undefined,
  "password-policies": ({ passwordPolicies }) => passwordPolicies !== undefined,
  idps: ({ idps }) => idps !== undefined,
  "user-types": ({ userTypes }) => userTypes !== undefined,
  "console-settings": ({ consoleSettings }) => consoleSettings !== undefined,
  "lifecycle-policies": ({ lifecyclePolicies }) => lifecyclePolicies !== undefined,
  "sign-in-pages": ({ signInPages }) => signInPages !== undefined,
  "log-streams": ({ logStreams }) => logStreams !== undefined,
  "api-tokens": ({ apiTokens }) => apiTokens !== undefined,
  logs: () => true,
};

/** Why a slice is not there at all; null when it is, be it in parts. */
export function whyMissing(slice: Slice, org: OrgSnapshot): string | null {
  if (isThere[slice](org.slices)) return null;
  return org.gaps.find((gap) => gap.slice === slice)?.reason ?? neverAsked;
}
