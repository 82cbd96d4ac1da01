import type { ApiCall } from "../call/api-call.ts";
import { target, userTarget } from "../log/log-events.ts";
import type { EmulatedGroupRule, EmulatedUser } from "../state/state.ts";
import { groupRuleTest } from "./group-rule-expression.ts";

/** Puts a person into the groups of every active rule that holds for them. */
export function applyGroupRules(call: ApiCall, user: EmulatedUser): void {
  for (const rule of call.org.groupRules.all()) applyRule(call, rule, [user]);
}

/** Puts everybody for whom a rule holds into its groups, as Okta does when the rule is activated. */
export function applyRuleToEverybody(call: ApiCall, rule: EmulatedGroupRule): void {
  applyRule(call, rule, call.org.users.after(null));
}

function applyRule(call: ApiCall, rule: EmulatedGroupRule, users: Iterable<EmulatedUser>): void {
  const test = rule.status === "ACTIVE" ? groupRuleTest(rule.expression) : null;
  if (test === null) return;
  for (const user of users) {
    if (user.status === "DEPROVISIONED" || isExcluded(call, rule, user) || !test(user)) continue;
    for (const groupId of rule.groupIds) join(call, user, groupId);
  }
}

function isExcluded({ org }: ApiCall, rule: EmulatedGroupRule, user: EmulatedUser): boolean {
  return (
    rule.excludedUserIds.includes(user.id) ||
    org.groupsOf(user).some(({ id }) => rule.excludedGroupIds.includes(id))
  );
}

function join(call: ApiCall, user: EmulatedUser, groupId: string): void {
  const group = call.org.groups.get(groupId);
  if (group === undefined || !call.org.addMember(group.id, user.id)) return;
  call.org.groups.put({ ...group, lastMembershipUpdated: call.now });
  call.log({
    eventType: "group.user_membership.add",
    targets: [userTarget(user), target("UserGroup", group.id, group.name)],
  });
}

/** A rule whose target group was deleted becomes INVALID (okta-api 3.2). */
export function invalidateRulesOf(call: ApiCall, groupId: string): void {
  for (const rule of call.org.groupRules.all()) {
    if (!rule.groupIds.includes(groupId) || rule.status === "INVALID") continue;
    call.org.groupRules.put({ ...rule, status: "INVALID", lastUpdated: call.now });
    call.log({
      eventType: "group.user_membership.rule.invalidate",
      targets: [target("GroupRule", rule.id, rule.name)],
    });
  }
}
