import { logApp } from "../apps/app-log.ts";
import { appGroupView, appUserView } from "../apps/assignment-view.ts";
import {
  type ApiAnswer,
  type ApiCall,
  noContent,
  ok,
  param,
  type Route,
  routesWithScope,
} from "../call/api-call.ts";
import { pageAnswer, pageLimit } from "../call/paging.ts";
import { target, userTarget } from "../log/log-events.ts";
import type { EmulatedApp, EmulatedUser } from "../state/state.ts";
import { notFound } from "../wire/api-failure.ts";
import { stringAt } from "../wire/json.ts";
import { givenApp } from "./given-app.ts";
import { givenGroup } from "./given-group.ts";
import { givenUser } from "./given-user.ts";

/** Who is assigned to applications. */
export const appAssignmentRoutes: readonly Route[] = routesWithScope("apps", [
  ["GET", "/apps/{appId}/users", listAppUsers],
  ["POST", "/apps/{appId}/users", assignUser],
  ["DELETE", "/apps/{appId}/users/{userId}", unassignUser],
  ["GET", "/apps/{appId}/groups", listAppGroups],
  ["PUT", "/apps/{appId}/groups/{groupId}", assignGroup],
  ["DELETE", "/apps/{appId}/groups/{groupId}", unassignGroup],
]);

/** Everybody assigned, directly or by a group. */
function listAppUsers(call: ApiCall): ApiAnswer {
  const app = givenApp(call);
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
  return pageAnswer(call, everyone.slice(start), pageLimit(call, 50, 500), (user) =>
    appUserView(app, user, call),
  );
}

function listAppGroups(call: ApiCall): ApiAnswer {
  const app = givenApp(call);
  const cursor = call.query.get("after");
  const start = cursor === null ? 0 : app.groupIds.indexOf(cursor) + 1;
  const groups = app.groupIds.slice(start).map((id) => ({ id }));
  return pageAnswer(call, groups, pageLimit(call, 20, 200), ({ id }) => appGroupView(app, id, call));
}

function put(call: ApiCall, app: EmulatedApp, change: Partial<EmulatedApp>): EmulatedApp {
  const after = { ...app, ...change };
  call.org.apps.put(after);
  return after;
}

function assignUser(call: ApiCall): ApiAnswer {
  const app = givenApp(call);
  const id = stringAt(call.body, "id") ?? "";
  const user = call.org.users.get(id);
  if (user === undefined) throw notFound(id, "User");
  if (app.userIds.includes(id)) return ok(appUserView(app, user, call));
  const after = put(call, app, { userIds: [...app.userIds, id] });
  logApp(call, "application.user_membership.add", app, [userTarget(user)]);
  return ok(appUserView(after, user, call));
}

function unassignUser(call: ApiCall): ApiAnswer {
  const app = givenApp(call);
  const user = givenUser(call);
  if (!app.userIds.includes(user.id)) throw notFound(user.id, "AppUser");
  put(call, app, { userIds: app.userIds.filter((id) => id !== user.id) });
  logApp(call, "application.user_membership.remove", app, [userTarget(user)]);
  return noContent;
}

function assignGroup(call: ApiCall): ApiAnswer {
  const app = givenApp(call);
  const group = givenGroup(call);
  if (app.groupIds.includes(group.id)) return ok(appGroupView(app, group.id, call));
  const after = put(call, app, { groupIds: [...app.groupIds, group.id] });
  logApp(call, "group.application_assignment.add", app, [target("UserGroup", group.id, group.name)]);
  return ok(appGroupView(after, group.id, call));
}

function unassignGroup(call: ApiCall): ApiAnswer {
  const app = givenApp(call);
  const id = param(call, "groupId");
  if (!app.groupIds.includes(id)) throw notFound(id, "ApplicationGroupAssignment");
  put(call, app, { groupIds: app.groupIds.filter((groupId) => groupId !== id) });
  const name = call.org.groups.get(id)?.name ?? id;
  logApp(call, "group.application_assignment.remove", app, [target("UserGroup", id, name)]);
  return noContent;
}
