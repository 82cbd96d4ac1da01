import { isSuperAdmin, queriedApps } from "../apps/app-query.ts";
import { appView } from "../apps/app-view.ts";
import { isFirstParty } from "../apps/first-party-apps.ts";
import type { JsonObject } from "../json.ts";
import { appPolicyIds } from "../policies/app-policy.ts";
import { movePolicyMapping } from "../policies/policy-mappings.ts";
import {
  type ApiAnswer,
  type ApiCall,
  noContent,
  ok,
  param,
  type Route,
  routesWithScope,
} from "../server/api-call.ts";
import { notFound } from "../server/api-failure.ts";
import { pageAnswer, pageLimit } from "../server/paging.ts";
import type { EmulatedApp, EmulatedUser } from "../state/state.ts";

/** Applications and who is assigned to them, as far as requirements ask. */
export const appRoutes: readonly Route[] = routesWithScope("apps", [
  ["GET", "/apps", listApps],
  ["GET", "/apps/{appId}", readApp],
  ["GET", "/apps/{appId}/users", listAppUsers],
  ["GET", "/apps/{appId}/groups", listAppGroups],
  ["PUT", "/apps/{appId}/policies/{policyId}", assignPolicy],
]);

/** Okta's own applications are there for super administrators alone; what others are answered is not verified. */
function givenApp(call: ApiCall): EmulatedApp {
  const id = param(call, "appId");
  const app = call.org.apps.get(id);
  if (app === undefined || (isFirstParty(app) && !isSuperAdmin(call))) throw notFound(id, "AppInstance");
  return app;
}

function listApps(call: ApiCall): ApiAnswer {
  const policies = appPolicyIds(call.org);
  return pageAnswer(call, queriedApps(call), pageLimit(call, 20, 200), (app) =>
    appView(app, policies.get(app.id), call),
  );
}

function readApp(call: ApiCall): ApiAnswer {
  const app = givenApp(call);
  return ok(appView(app, appPolicyIds(call.org).get(app.id), call));
}

/** Everybody assigned, directly or by a group; `scope` says which. */
function listAppUsers(call: ApiCall): ApiAnswer {
  const app = givenApp(call);
  const direct = new Set(app.userIds);
  const assigned = new Map<string, EmulatedUser>();
  for (const id of app.userIds) {
    const user = call.org.users.get(id);
    if (user !== undefined && user.status !== "DEPROVISIONED") assigned.set(id, user);
  }
  for (const groupId of app.groupIds) {
    const group = call.org.groups.get(groupId);
    if (group === undefined) continue;
    for (const user of call.org.membersAfter(group, null)) assigned.set(user.id, user);
  }
  const everyone = [...assigned.values()];
  const cursor = call.query.get("after");
  const start = cursor === null ? 0 : everyone.findIndex(({ id }) => id === cursor) + 1;
  const view = (user: EmulatedUser): JsonObject => ({
    id: user.id,
    created: app.created,
    lastUpdated: app.lastUpdated,
    scope: direct.has(user.id) ? "USER" : "GROUP",
    status: "ACTIVE",
    statusChanged: app.created,
    passwordChanged: null,
    syncState: "DISABLED",
    credentials: { userName: user.profile.login },
    profile: {},
    _links: {
      app: { href: `${call.baseUrl}/api/v1/apps/${app.id}` },
      user: { href: `${call.baseUrl}/api/v1/users/${user.id}` },
    },
  });
  return pageAnswer(call, everyone.slice(start), pageLimit(call, 50, 500), view);
}

function listAppGroups(call: ApiCall): ApiAnswer {
  const app = givenApp(call);
  const cursor = call.query.get("after");
  const start = cursor === null ? 0 : app.groupIds.indexOf(cursor) + 1;
  const groups = app.groupIds.slice(start).map((id) => ({ id }));
  return pageAnswer(call, groups, pageLimit(call, 20, 200), ({ id }) => ({
    id,
    lastUpdated: app.lastUpdated,
    priority: app.groupIds.indexOf(id),
    profile: {},
    _links: {
      app: { href: `${call.baseUrl}/api/v1/apps/${app.id}` },
      self: { href: `${call.baseUrl}/api/v1/apps/${app.id}/groups/${id}` },
      group: { href: `${call.baseUrl}/api/v1/groups/${id}` },
    },
  }));
}

function assignPolicy(call: ApiCall): ApiAnswer {
  const app = givenApp(call);
  const policy = call.org.policies.get(param(call, "policyId"));
  if (policy === undefined) throw notFound(param(call, "policyId"), "Policy");
  movePolicyMapping(call, policy, app);
  return noContent;
}
