import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeClassicState } from "../../src/emulator/acme/acme-classic.ts";
import { firstPartyApps } from "../../src/emulator/apps/first-party-apps.ts";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import type { EmulatorState } from "../../src/emulator/state/state.ts";

/**
 * Acme before anybody enforced anything: its people with what they have enrolled, their admin roles, the directory's
 * group and those that other teams keep, zones and applications; everything switched on, and Okta's own policies alone.
 */
export function untouchedAcme(now: Date): EmulatorState {
  return untouched(acmeState(now), ["MFA Required", "MFA Admins", "Service Accounts"]);
}

/** The same of Acme on the Classic Engine. */
export function untouchedClassicAcme(): EmulatorState {
  return untouched(acmeClassicState(), ["MFA Required", "MFA Admins"]);
}

function untouched(state: EmulatorState, managedGroups: readonly string[]): EmulatorState {
  const on = { status: "ACTIVE" as const };
  return fillState({
    engine: state.engine,
    org: state.org,
    tokens: [...state.tokens],
    users: state.users.map((user) => ({ ...user, roles: [...user.roles], factors: [...user.factors] })),
    groups: state.groups
      .filter(({ name }) => !managedGroups.includes(name))
      .map((group) => ({ ...group, members: [...group.members], roles: [...group.roles] })),
    authenticators: state.authenticators.map((one) => ({ ...one, ...on, methods: [...one.methods] })),
    orgFactors: state.orgFactors.map((factor) => ({ ...factor, ...on })),
    zones: [...state.zones],
    // Okta's own come anew, each with the policy that Okta makes for it.
    apps: state.apps
      .filter(({ name }) => !firstPartyApps.some((own) => own.name === name))
      .map((app) => ({ ...app, userIds: [...app.userIds], groupIds: [...app.groupIds] })),
  });
}
