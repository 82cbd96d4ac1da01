import { Group } from "@pulumi/okta/group/group.js";
import { Rule } from "@pulumi/okta/group/rule.js";
import { GroupMemberships } from "@pulumi/okta/groupMemberships.js";
import type * as pulumi from "@pulumi/pulumi";
import type { BaselineGroup, GroupFilling } from "../src/model/baseline.ts";
import { inSequence } from "./in-sequence.ts";
import { idsOf, type OrgIds } from "./org-ids.ts";
import { nameIn, type Placement } from "./placement.ts";

/** Ids by name in NFC, some known only once Okta has answered. */
export type Ids = ReadonlyMap<string, pulumi.Input<string>>;

export interface DeclaredGroups {
  /** Of managed groups and of those that were looked up. */
  readonly ids: Ids;
  /** Of group rules, by the rule's name. */
  readonly ruleIds: Ids;
}

/**
 * Declares the managed groups, their members and the rules that fill them.
 *
 * Groups and the rules that fill them are protected: Pulumi would delete one that was renamed in the baseline, a group
 * with everybody's assignments.
 */
export function declareGroups(
  place: Placement,
  groups: readonly BaselineGroup[],
  orgIds: OrgIds,
): DeclaredGroups {
  const ids = new Map<string, pulumi.Input<string>>(orgIds.groups);
  const filled: FilledGroup[] = [];
  for (const group of groups.filter(({ managed }) => managed)) {
    const resource = declareGroup(place, group);
    ids.set(group.name.normalize("NFC"), resource.id);
    declareMembers(place, group, resource.id, orgIds);
    if (group.filledBy !== null) filled.push({ ...group.filledBy, groupId: resource.id });
  }
  const rules = inSequence(filled, [], (fill, dependsOn) => declareGroupRule(place, fill, orgIds, dependsOn));
  const ruleIds = new Map(
    rules.map(({ item, resource }) => [item.rule.normalize("NFC"), resource.id] as const),
  );
  return { ids, ruleIds };
}

interface FilledGroup extends GroupFilling {
  readonly groupId: pulumi.Input<string>;
}

function declareGroup(place: Placement, { name, description }: BaselineGroup): Group {
  return new Group(
    nameIn(place, name),
    { name, ...(description === null ? {} : { description }) },
    { parent: place.component, protect: true },
  );
}

/**
 * With `trackAllUsers` the provider also sees, and removes, people who were added elsewhere; without it only declared
 * members who are gone (terraform-provider-okta#1119). It is on exactly where nobody else may be in the group.
 *
 * Deleting them leaves people where they are: a baseline that no longer says who is in a group does not ask for an
 * empty one, and after a rename the old memberships would take out whom the new ones have just put in.
 */
function declareMembers(
  place: Placement,
  { name, members, onlyMembers }: BaselineGroup,
  groupId: pulumi.Input<string>,
  { users }: OrgIds,
): void {
  if (members.length === 0 && !onlyMembers) return;
  new GroupMemberships(
    nameIn(place, name),
    { groupId, users: idsOf(members, users), trackAllUsers: onlyMembers },
    { parent: place.component, retainOnDelete: true },
  );
}

function declareGroupRule(
  place: Placement,
  { rule, when, exceptUsers, groupId }: FilledGroup,
  { users }: OrgIds,
  dependsOn: pulumi.Resource[],
): Rule {
  return new Rule(
    nameIn(place, rule),
    {
      name: rule,
      status: "ACTIVE",
      expressionType: "urn:okta:expression:1.0",
      expressionValue: when,
      groupAssignments: [groupId],
      ...(exceptUsers.length === 0 ? {} : { usersExcluded: idsOf(exceptUsers, users) }),
    },
    { parent: place.component, dependsOn, protect: true },
  );
}
