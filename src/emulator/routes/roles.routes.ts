import {
  type ApiAnswer,
  type ApiCall,
  noContent,
  ok,
  param,
  type Route,
  routesWithScope,
} from "../call/api-call.ts";
import { nextQuery, pageLimit } from "../call/paging.ts";
import { target, userTarget } from "../log/log-events.ts";
import { heldRole, newRole } from "../people/role-assignment.ts";
import { roleView } from "../people/role-view.ts";
import type { RoleAssignment } from "../state/access-state.ts";
import type { EmulatedUser } from "../state/state.ts";
import { givenGroup } from "./given-group.ts";
import { givenUser } from "./given-user.ts";

const readers = ["okta.iam.read"];

/**
 * Admin roles of people and groups (okta-api 3.3). A read-only administrator does not see them; a custom role with
 * "View roles, resources, and admin assignments" does (okta-api 11).
 */
export const roleRoutes: readonly Route[] = routesWithScope("roles", [
  ["GET", "/users/{userId}/roles", listUserRoles],
  ["POST", "/users/{userId}/roles", grantToUser],
  ["GET", "/users/{userId}/roles/{roleId}", readUserRole],
  ["DELETE", "/users/{userId}/roles/{roleId}", revokeFromUser],
  ["GET", "/groups/{groupId}/roles", listGroupRoles],
  ["POST", "/groups/{groupId}/roles", grantToGroup],
  ["GET", "/groups/{groupId}/roles/{roleId}", readGroupRole],
  ["DELETE", "/groups/{groupId}/roles/{roleId}", revokeFromGroup],
  ["GET", "/iam/assignees/users", listAssignees],
]).map((route) => ({ ...route, reservedFor: route.method === "GET" ? readers : [] }));

const userUrl = (call: ApiCall, id: string) => `${call.baseUrl}/api/v1/users/${id}`;
const groupUrl = (call: ApiCall, id: string) => `${call.baseUrl}/api/v1/groups/${id}`;

/** A person's own roles, then those of their groups. */
function listUserRoles(call: ApiCall): ApiAnswer {
  const user = givenUser(call);
  const url = userUrl(call, user.id);
  const own = inOrder(user.roles).map((role) => roleView(role, "USER", url));
  const throughGroups = call.org.groupsOf(user).flatMap((group) => group.roles);
  return ok([...own, ...inOrder(throughGroups).map((role) => roleView(role, "GROUP", url))]);
}

/** Roles that have the same id for everybody come first, as recorded; otherwise in the order of granting. */
function inOrder(roles: readonly RoleAssignment[]): readonly RoleAssignment[] {
  const isShared = (role: RoleAssignment) => /^[A-Z2-7]+$/.test(role.id);
  return [...roles.filter(isShared), ...roles.filter((role) => !isShared(role))];
}

function readUserRole(call: ApiCall): ApiAnswer {
  const user = givenUser(call);
  return ok(roleView(heldRole(user.roles, param(call, "roleId")), "USER", userUrl(call, user.id)));
}

function grantToUser(call: ApiCall): ApiAnswer {
  const user = givenUser(call);
  const role = newRole(call, user.roles);
  const roles = [...user.roles, role];
  call.org.putUser({ ...user, roles });
  logUserPrivileges(call, user, roles);
  return { status: 201, body: roleView(role, "USER", userUrl(call, user.id)) };
}

function revokeFromUser(call: ApiCall): ApiAnswer {
  const user = givenUser(call);
  const role = heldRole(user.roles, param(call, "roleId"));
  const roles = user.roles.filter((other) => other !== role);
  call.org.putUser({ ...user, roles });
  logUserPrivileges(call, user, roles);
  return noContent;
}

/** A grant names all that is held now; `revoke` fires only when nothing is left (peers 3.4). */
function logUserPrivileges(call: ApiCall, user: EmulatedUser, roles: readonly RoleAssignment[]): void {
  call.log({
    eventType: roles.length > 0 ? "user.account.privilege.grant" : "user.account.privilege.revoke",
    targets: [userTarget(user)],
    debugData: privilegesText(roles),
  });
}

function privilegesText(roles: readonly RoleAssignment[]) {
  const labels = roles.map(({ type, label }) =>
    type.endsWith("_ADMIN") ? label.replace(/Administrator$/, "administrator") : label,
  );
  return labels.length > 0 ? { privilegeGranted: labels.join(", ") } : {};
}

function listGroupRoles(call: ApiCall): ApiAnswer {
  const group = givenGroup(call);
  return ok(inOrder(group.roles).map((role) => roleView(role, "GROUP", groupUrl(call, group.id))));
}

function readGroupRole(call: ApiCall): ApiAnswer {
  const group = givenGroup(call);
  return ok(roleView(heldRole(group.roles, param(call, "roleId")), "GROUP", groupUrl(call, group.id)));
}

function grantToGroup(call: ApiCall): ApiAnswer {
  const group = givenGroup(call);
  const role = newRole(call, group.roles);
  const roles = [...group.roles, role];
  call.org.groups.put({ ...group, roles });
  call.log({
    eventType: "group.privilege.grant",
    targets: [target("UserGroup", group.id, group.name)],
    debugData: privilegesText(roles),
  });
  return { status: 201, body: roleView(role, "GROUP", groupUrl(call, group.id)) };
}

function revokeFromGroup(call: ApiCall): ApiAnswer {
  const group = givenGroup(call);
  const role = heldRole(group.roles, param(call, "roleId"));
  call.org.groups.put({ ...group, roles: group.roles.filter((other) => other !== role) });
  call.log({
    eventType: "group.privilege.revoke",
    targets: [target("UserGroup", group.id, group.name)],
    debugData: privilegesText([role]),
  });
  return noContent;
}

/** Pages in the body, and has no `_links` on the last page (okta-api 3.3). */
function listAssignees(call: ApiCall): ApiAnswer {
  const limit = pageLimit(call, 100, 200);
  const page: EmulatedUser[] = [];
  let more = false;
  for (const user of call.org.users.after(call.query.get("after"))) {
    if (!isAssignee(call, user)) continue;
    more = page.length === limit;
    if (more) break;
    page.push(user);
  }
  const last = page.at(-1);
  const next = more && last !== undefined ? nextQuery(call, last.id, limit) : null;
  const value = page.map(({ id }) => ({
    id,
    orn: `orn:okta:directory:${call.org.initial.org.id}:users:${id}`,
    _links: { self: { href: userUrl(call, id) }, roles: { href: `${userUrl(call, id)}/roles` } },
  }));
  return ok({
    value,
    ...(next === null ? {} : { _links: { next: { href: `${call.baseUrl}${call.path}?${next}` } } }),
  });
}

function isAssignee(call: ApiCall, user: EmulatedUser): boolean {
  if (user.roles.length > 0) return true;
  return (
    call.org.initial.settings.assigneesThroughGroups &&
    call.org.groupsOf(user).some((group) => group.roles.length > 0)
  );
}
