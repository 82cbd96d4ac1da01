import type { OrgStore } from "../state/org-store.ts";
import type { EmulatedApp } from "../state/state.ts";

/** Whether an application has an app sign-in policy: all but API service apps, to which nobody signs in (sign-on 1.3). */
export function hasAppPolicy(app: EmulatedApp): boolean {
  return !(app.signOnMode === "OPENID_CONNECT" && app.applicationType === "service");
}

/** The id of the app sign-in policy of each application that has one, by the application's id. */
export function appPolicyIds(org: OrgStore): ReadonlyMap<string, string> {
  const policies = org.policies.all().filter(({ type }) => type === "ACCESS_POLICY");
  return new Map(policies.flatMap(({ id, mappings }) => mappings.map(({ appId }) => [appId, id] as const)));
}
