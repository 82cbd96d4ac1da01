import { z } from "zod";
import type { GroupId, GroupRuleId, UserId } from "../../model/ids.ts";
import type { Group, GroupRule } from "../../model/snapshot.ts";

const stats = z.looseObject({
  // Only an estimate needs it: a strange one must not cost the group.
  usersCount: z.number().optional().catch(undefined),
  hasAdminPrivilege: z.boolean().optional(),
  // Okta's specification spells it so; which one a live org sends is not verified.
  hasAdminPrivlege: z.boolean().optional(),
});

export const wireGroup = z.looseObject({
  id: z.string().min(1),
  type: z.string().min(1),
  // Only an adoption repeats it: a strange one must not cost the group.
  profile: z.looseObject({ name: z.string(), description: z.string().nullish().catch(null) }),
  _embedded: z.looseObject({ stats: stats.nullish() }).nullish(),
});

export function toGroup(group: z.output<typeof wireGroup>): Group {
  const { name, description } = group.profile;
  const { id, type } = group;
  return { id: id as GroupId, name, type, ...(description ? { description } : {}) };
}

/** Whether a group holds admin roles, or null when Okta did not say. */
export function hasAdminPrivilege(group: z.output<typeof wireGroup>): boolean | null {
  const found = group._embedded?.stats;
  return found?.hasAdminPrivilege ?? found?.hasAdminPrivlege ?? null;
}

/** A member page holds whole users; only who they are is kept. */
export const wireMember = z.looseObject({ id: z.string().min(1) });

const excluding = z.looseObject({ exclude: z.array(z.string()).nullish() }).nullish();

export const wireGroupRule = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  status: z.string(),
  conditions: z.looseObject({
    people: z.looseObject({ users: excluding, groups: excluding }).nullish(),
    expression: z.looseObject({ value: z.string() }),
  }),
  actions: z.looseObject({
    assignUserToGroups: z.looseObject({ groupIds: z.array(z.string()) }),
  }),
});

export function toGroupRule(rule: z.output<typeof wireGroupRule>): GroupRule {
  return {
    id: rule.id as GroupRuleId,
    name: rule.name,
    status: rule.status,
    expression: rule.conditions.expression.value,
    groupIds: rule.actions.assignUserToGroups.groupIds.map((id) => id as GroupId),
    excludedUserIds: (rule.conditions.people?.users?.exclude ?? []).map((id) => id as UserId),
    excludedGroupIds: (rule.conditions.people?.groups?.exclude ?? []).map((id) => id as GroupId),
  };
}
