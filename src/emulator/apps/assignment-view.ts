import type { ApiCall } from "../call/api-call.ts";
import type { EmulatedApp, EmulatedUser } from "../state/state.ts";
import type { JsonObject } from "../wire/json.ts";

/** A person's assignment to an application; `scope` says whether it is their own or comes by a group. */
export function appUserView(app: EmulatedApp, user: EmulatedUser, call: ApiCall): JsonObject {
  return {
    id: user.id,
    created: app.created,
    lastUpdated: app.lastUpdated,
    scope: app.userIds.includes(user.id) ? "USER" : "GROUP",
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
  };
}

/** A group's assignment to an application. */
export function appGroupView(app: EmulatedApp, groupId: string, call: ApiCall): JsonObject {
  return {
    id: groupId,
    lastUpdated: app.lastUpdated,
    priority: app.groupIds.indexOf(groupId),
    profile: {},
    _links: {
      app: { href: `${call.baseUrl}/api/v1/apps/${app.id}` },
      self: { href: `${call.baseUrl}/api/v1/apps/${app.id}/groups/${groupId}` },
      group: { href: `${call.baseUrl}/api/v1/groups/${groupId}` },
    },
  };
}
