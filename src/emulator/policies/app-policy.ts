import type { OrgStore } from "../state/org-store.ts";
import type { EmulatedApp, EmulatedPolicy } from "../state/state.ts";

/** Whether an application has an app sign-in policy: all but API service apps, to which nobody signs in (sign-on 1.3). */
export function hasAppPolicy(app: EmulatedApp): boolean {
  return !(app.signOnMode === "OPENID_CONNECT" && app.applicationType === "service");
}

/** The id of the app sign-in policy of each application that has one, by the application's id. */
export function appPolicyIds(org: OrgStore): ReadonlyMap<string, string> {
  const policies = org.policies.all().filter(({ type }) => type === "ACCESS_POLICY");
  return new Map(policies.flatMap(({ id, mappings }) => mappings.map(({ appId }) => [appId, id] as const)));
}

/** The app sign-in policy that an application has when no other is given to it; none on Classic. */
export function defaultAppPolicy(org: OrgStore): EmulatedPolicy | undefined {
  return org.policies.all().find(({ type, system }) => type === "ACCESS_POLICY" && system);
}

/** The policy of a type to which an application is mapped. */
export function policyOfApp(org: OrgStore, app: EmulatedApp, type: string): EmulatedPolicy | undefined {
  return org.policies
    .all()
    .find((policy) => policy.type === type && policy.mappings.some(({ appId }) => appId === app.id));
}
