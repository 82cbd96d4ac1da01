import { type ApiAnswer, type ApiCall, noContent, ok, routesWithScope } from "../call/api-call.ts";
import { pageAnswer, pageLimit } from "../call/paging.ts";
import { queriedGroups } from "../groups/group-query.ts";
import { invalidateRulesOf } from "../groups/group-rule-fill.ts";
import { groupView } from "../groups/group-view.ts";
import { target, userTarget } from "../log/log-events.ts";
import { userListItem } from "../people/user-view.ts";
import type { GroupRow } from "../state/org-store.ts";
import { failure, invalid } from "../wire/api-failure.ts";
import { stringAt } from "../wire/json.ts";
import { givenGroup } from "./given-group.ts";
import { givenUser } from "./given-user.ts";

/** Groups and their members (okta-api 3.1). */
export const groupRoutes = routesWithScope("groups", [
  ["GET", "/groups", listGroups],
  ["POST", "/groups", createGroup],
  ["GET", "/groups/{groupId}", (call) => ok(groupView(givenGroup(call), call))],
  ["PUT", "/groups/{groupId}", updateGroup],
  ["DELETE", "/groups/{groupId}", deleteGroup],
  ["GET", "/groups/{groupId}/users", listMembers],
  ["PUT", "/groups/{groupId}/users/{userId}", addMember],
  ["DELETE", "/groups/{groupId}/users/{userId}", removeMember],
]);

/** `q` is not pageable and gives 300 at most (okta-api 3.1). */
function listGroups(call: ApiCall): ApiAnswer {
  const byName = call.query.has("q");
  const limit = pageLimit(call, byName ? 300 : 10_000, 10_000);
  const answer = pageAnswer(call, queriedGroups(call), limit, (group) => groupView(group, call));
  return byName ? { ...answer, page: { next: null } } : answer;
}

/** @throws ApiFailure E0000001 without a name, or with one that another group has */
function writtenName(call: ApiCall, ownId: string | null): string {
  const name = stringAt(call.body, "profile", "name") ?? "";
  if (name === "") throw invalid("name", "name: The field cannot be left blank");
  const taken = call.org.groups
    .all()
    .some((group) => group.name === name && group.id !== ownId && group.type !== "APP_GROUP");
  // Which code a name that is taken gets is not verified against a live org (okta-api 3.1).
  if (taken) {
    throw invalid("name", "name: An object with this field already exists in the current organization");
  }
  return name;
}

function createGroup(call: ApiCall): ApiAnswer {
  const group: GroupRow = {
    id: call.org.ids.next("00g"),
    type: "OKTA_GROUP",
    name: writtenName(call, null),
    description: stringAt(call.body, "profile", "description"),
    created: call.now,
    lastUpdated: call.now,
    lastMembershipUpdated: call.now,
    roles: [],
  };
  call.org.groups.put(group);
  call.log({ eventType: "group.lifecycle.create", targets: [groupTarget(group)] });
  return ok(groupView(group, call));
}

const groupTarget = (group: GroupRow) => target("UserGroup", group.id, group.name);

/** Only groups that Okta itself keeps can be written (okta-api 3.1). */
function requireOwn(group: GroupRow): void {
  if (group.type === "OKTA_GROUP") return;
  throw failure(
    403,
    "E0000028",
    "The request is missing a required parameter or the group cannot be modified.",
  );
}

function updateGroup(call: ApiCall): ApiAnswer {
  const before = givenGroup(call);
  requireOwn(before);
  const group: GroupRow = {
    ...before,
    name: writtenName(call, before.id),
    description: stringAt(call.body, "profile", "description"),
    lastUpdated: call.now,
  };
  call.org.groups.put(group);
  call.log({ eventType: "group.profile.update", targets: [groupTarget(group)] });
  return ok(groupView(group, call));
}

function deleteGroup(call: ApiCall): ApiAnswer {
  const group = givenGroup(call);
  if (group.type === "BUILT_IN") requireOwn(group);
  call.org.deleteGroup(group.id);
  call.log({ eventType: "group.lifecycle.delete", targets: [groupTarget(group)] });
  invalidateRulesOf(call, group.id);
  return noContent;
}

function listMembers(call: ApiCall): ApiAnswer {
  const group = givenGroup(call);
  const limit = pageLimit(call, 1000, 1000);
  const members = call.org.membersAfter(group, call.query.get("after"));
  return pageAnswer(call, members, limit, (user) => userListItem(user, call));
}

function addMember(call: ApiCall): ApiAnswer {
  const group = givenGroup(call);
  const user = givenUser(call);
  requireOwn(group);
  if (call.org.addMember(group.id, user.id)) noteMembership(call, group, "group.user_membership.add");
  return noContent;
}

function removeMember(call: ApiCall): ApiAnswer {
  const group = givenGroup(call);
  requireOwn(group);
  const user = givenUser(call);
  if (call.org.removeMember(group.id, user.id)) {
    noteMembership(call, group, "group.user_membership.remove");
    excludeFromRules(call, group, user.id);
  }
  return noContent;
}

function noteMembership(call: ApiCall, group: GroupRow, eventType: string): void {
  call.org.groups.put({ ...group, lastMembershipUpdated: call.now });
  call.log({ eventType, targets: [userTarget(givenUser(call)), groupTarget(group)] });
}

/** Whoever is taken out of a group by hand is not put back by the rules that fill it (okta-api 3.2). */
function excludeFromRules(call: ApiCall, group: GroupRow, userId: string): void {
  for (const rule of call.org.groupRules.all()) {
    const fills = rule.status === "ACTIVE" && rule.groupIds.includes(group.id);
    if (!fills || rule.excludedUserIds.includes(userId)) continue;
    call.org.groupRules.put({ ...rule, excludedUserIds: [...rule.excludedUserIds, userId] });
    call.log({
      eventType: "group.user_membership.rule.add_exclusion",
      targets: [userTarget(givenUser(call)), target("GroupRule", rule.id, rule.name)],
    });
  }
}
