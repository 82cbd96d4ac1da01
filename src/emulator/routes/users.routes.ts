import { type ApiAnswer, type ApiCall, noContent, ok, routesWithScope } from "../call/api-call.ts";
import { pageAnswer, pageLimit } from "../call/paging.ts";
import { applyGroupRules } from "../groups/group-rule-fill.ts";
import { groupView } from "../groups/group-view.ts";
import { target, userTarget } from "../log/log-events.ts";
import { deactivateUser } from "../people/user-lifecycle.ts";
import { writtenProfile } from "../people/user-profile.ts";
import { queriedUsers } from "../people/user-query.ts";
import { userListItem, userView } from "../people/user-view.ts";
import type { EmulatedUser } from "../state/state.ts";
import { failure, invalid, notFound } from "../wire/api-failure.ts";
import { asObject, asStrings, fieldAt, type JsonObject, stringAt } from "../wire/json.ts";
import { givenUser } from "./given-user.ts";

/** People: list, read, create, update, delete (okta-api 1). */
export const userRoutes = routesWithScope("users", [
  ["GET", "/users", listUsers],
  ["POST", "/users", createUser],
  ["GET", "/users/{userId}", (call) => readUser(call)],
  ["PUT", "/users/{userId}", (call) => updateUser(call, "replace")],
  ["POST", "/users/{userId}", (call) => updateUser(call, "merge")],
  ["DELETE", "/users/{userId}", deleteUser],
  ["GET", "/users/{userId}/groups", listUserGroups],
]);

/** `q` is not pageable and gives ten at most unless asked for more (okta-api 1.1). */
function listUsers(call: ApiCall): ApiAnswer {
  const byName = call.query.has("q");
  const limit = pageLimit(call, byName ? 10 : 200, 200);
  const answer = pageAnswer(call, queriedUsers(call), limit, (user) => userListItem(user, call));
  return byName ? { ...answer, page: { next: null } } : answer;
}

function readUser(call: ApiCall): ApiAnswer {
  const user = givenUser(call);
  return { ...ok(userView(user, call)), headers: { etag: etagOf(user) } };
}

/** Okta's is a hash of the resource; ours needs only to change when the person does. */
function etagOf(user: EmulatedUser): string {
  return `W/"${user.id}-${Date.parse(user.lastUpdated).toString(16)}-${user.status.toLowerCase()}"`;
}

function createUser(call: ApiCall): ApiAnswer {
  const profile = writtenProfile(call, asObject(call.body["profile"]), "newUser", null);
  const groups = asStrings(call.body["groupIds"]).map((id) => {
    const group = call.org.groups.get(id);
    if (group === undefined) throw notFound(id, "UserGroup");
    return group;
  });
  const credentials = writtenCredentials(call, null);
  const activate = call.query.get("activate") !== "false";
  const expired = credentials.hasPassword && call.query.get("nextLogin") === "changePassword";
  const status = !activate
    ? "STAGED"
    : expired
      ? "PASSWORD_EXPIRED"
      : credentials.hasPassword
        ? "ACTIVE"
        : "PROVISIONED";
  const user: EmulatedUser = {
    id: call.org.ids.next("00u"),
    status,
    created: call.now,
    activated: activate ? call.now : null,
    // A password that is brought along counts as a change of a STAGED person too, as recorded.
    statusChanged: activate || credentials.hasPassword ? call.now : null,
    lastLogin: null,
    lastUpdated: call.now,
    profile,
    ...credentials,
    roles: [],
    factors: [],
  };
  call.org.putUser(user);
  call.log({ eventType: "user.lifecycle.create", targets: [userTarget(user)] });
  if (activate) call.log({ eventType: "user.lifecycle.activate", targets: [userTarget(user)] });
  for (const group of groups) {
    call.org.addMember(group.id, user.id);
    call.log({
      eventType: "group.user_membership.add",
      targets: [userTarget(user), target("UserGroup", group.id, group.name)],
    });
  }
  applyGroupRules(call, user);
  return ok(userView(user, call));
}

type Credentials = Pick<EmulatedUser, "passwordChanged" | "hasPassword" | "recoveryQuestion" | "provider">;

/** A password is a value, a hash (which makes the provider IMPORT) or an import hook; `{}` is none. */
function writtenCredentials(call: ApiCall, before: EmulatedUser | null): Credentials {
  const credentials = asObject(call.body["credentials"]);
  const password = asObject(credentials["password"]);
  const isSet = ["value", "hash", "hook"].some((form) => password[form] !== undefined);
  const isHash = password["hash"] !== undefined;
  return {
    hasPassword: isSet || (before?.hasPassword ?? false),
    passwordChanged: isSet ? call.now : (before?.passwordChanged ?? null),
    recoveryQuestion:
      stringAt(credentials, "recovery_question", "question") ?? before?.recoveryQuestion ?? null,
    provider: isHash ? "IMPORT" : (stringAt(credentials, "provider", "type") ?? before?.provider ?? "OKTA"),
  };
}

function updateUser(call: ApiCall, how: "replace" | "merge"): ApiAnswer {
  const before = givenUser(call);
  const match = fieldAt(call.body, "profile") === undefined ? "merge" : how;
  const written = asObject(call.body["profile"]);
  const merged: JsonObject = match === "merge" ? { ...before.profile, ...written } : written;
  const profile = writtenProfile(call, merged, "user", before.id);
  if (before.status === "DEPROVISIONED") {
    throw failure(403, "E0000038", "This operation is not allowed in the user's current status.");
  }
  const user: EmulatedUser = {
    ...before,
    ...writtenCredentials(call, before),
    profile,
    lastUpdated: call.now,
  };
  call.org.putUser(user);
  call.log({ eventType: "user.account.update_profile", targets: [userTarget(user)] });
  applyGroupRules(call, user);
  return ok(userView(user, call));
}

/** The first call deactivates, the second deletes (okta-api 1.3). */
function deleteUser(call: ApiCall): ApiAnswer {
  const user = givenUser(call);
  if (user.id === call.caller.userId) {
    throw invalid("user", "You cannot delete the user whose API token you are using.");
  }
  if (user.status !== "DEPROVISIONED") {
    deactivateUser(call, user);
    return noContent;
  }
  call.log({ eventType: "user.lifecycle.delete.initiated", targets: [userTarget(user)] });
  call.org.deleteUser(user);
  call.log({ eventType: "user.lifecycle.delete.completed", targets: [userTarget(user)] });
  return noContent;
}

function listUserGroups(call: ApiCall): ApiAnswer {
  const groups = call.org.groupsOf(givenUser(call));
  return { ...ok(groups.map((group) => groupView(group, call))), page: { next: null } };
}
