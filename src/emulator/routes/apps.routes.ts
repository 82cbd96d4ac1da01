import type { JsonObject } from "../json.ts";
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
  ["GET", "/apps/{appId}", (call) => ok(appView(givenApp(call), call))],
  ["GET", "/apps/{appId}/users", listAppUsers],
  ["GET", "/apps/{appId}/groups", listAppGroups],
  ["PUT", "/apps/{appId}/policies/{policyId}", assignPolicy],
]);

function givenApp(call: ApiCall): EmulatedApp {
  const id = param(call, "appId");
  const app = call.org.apps.get(id);
  if (app === undefined) throw notFound(id, "AppInstance");
  return app;
}

function appView(app: EmulatedApp, call: ApiCall): JsonObject {
  const self = `${call.baseUrl}/api/v1/apps/${app.id}`;
  return {
    id: app.id,
    name: app.name,
    label: app.label,
    status: app.status,
    created: app.created,
    lastUpdated: app.lastUpdated,
    features: [],
    signOnMode: app.signOnMode,
    credentials: { oauthClient: { client_id: app.id, token_endpoint_auth_method: "client_secret_basic" } },
    settings: { oauthClient: { application_type: "web", grant_types: ["authorization_code"] } },
    _links: { self: { href: self }, users: { href: `${self}/users` }, groups: { href: `${self}/groups` } },
  };
}

/** `q` is a prefix of the label or the name. */
function listApps(call: ApiCall): ApiAnswer {
  const prefix = (call.query.get("q") ?? "").toLowerCase();
  const apps = [...call.org.apps.after(call.query.get("after"))].filter((app) =>
    [app.label, app.name].some((text) => text.toLowerCase().startsWith(prefix)),
  );
  return pageAnswer(call, apps, pageLimit(call, 20, 200), (app) => appView(app, call));
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
