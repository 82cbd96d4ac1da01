import { everyoneGroupName } from "../../model/words.ts";
import type { IdSource } from "../state/id-source.ts";
import type { EmulatedGroup, EmulatedGroupRule } from "../state/state.ts";
import type { RoleFilling } from "./fill-roles.ts";
import type { StateNames } from "./state-names.ts";
import type { WrittenState } from "./state-schema.ts";
import { madeLongAgo } from "./written-times.ts";

type WrittenGroup = NonNullable<WrittenState["groups"]>[number];

/** Okta's own group is meant by its name alone; one that says of itself that it was imported is another. */
const isEveryone = ({ name, type }: WrittenGroup): boolean =>
  name === everyoneGroupName && (type ?? "BUILT_IN") === "BUILT_IN";

/** The groups of a written state, and Everyone where it is not among them. */
export function fillGroups(
  written: WrittenState,
  ids: IdSource,
  user: (name: string) => string,
  roles: Pick<RoleFilling, "fill">,
): readonly EmulatedGroup[] {
  const groups = written.groups ?? [];
  const everyone: WrittenGroup = {
    name: everyoneGroupName,
    type: "BUILT_IN",
    description: "All users in your organization",
  };
  return [...(groups.some(isEveryone) ? [] : [everyone]), ...groups].map((group) => {
    const created = group.created ?? madeLongAgo;
    return {
      id: group.id ?? ids.next("00g"),
      type: group.type ?? (isEveryone(group) ? "BUILT_IN" : "OKTA_GROUP"),
      name: group.name,
      description: group.description ?? null,
      created,
      lastUpdated: group.lastUpdated ?? created,
      lastMembershipUpdated: group.lastMembershipUpdated ?? created,
      members: (group.members ?? []).map(user),
      roles: (group.roles ?? []).map(roles.fill),
    };
  });
}

/** Of groups with one name the org's own is meant, then the first that is written; the others by id. */
export function groupIdsByName(groups: readonly EmulatedGroup[]): ReadonlyMap<string, string> {
  const ownLast = [...groups].reverse().sort((a, b) => Number(isOwn(a)) - Number(isOwn(b)));
  return new Map(ownLast.map((group) => [group.name, group.id]));
}

const isOwn = ({ type }: EmulatedGroup): boolean => type !== "APP_GROUP";

/** The group rules of a written state. */
export function fillGroupRules(
  written: WrittenState,
  ids: IdSource,
  names: StateNames,
): readonly EmulatedGroupRule[] {
  return (written.groupRules ?? []).map((rule) => ({
    id: rule.id ?? ids.next("0pr"),
    name: rule.name,
    status: rule.status ?? "ACTIVE",
    expression: rule.expression,
    groupIds: rule.groupIds.map(names.group),
    excludedUserIds: (rule.excludedUserIds ?? []).map(names.user),
    excludedGroupIds: (rule.excludedGroupIds ?? []).map(names.group),
    created: rule.created ?? madeLongAgo,
    lastUpdated: rule.lastUpdated ?? rule.created ?? madeLongAgo,
  }));
}
