import type { GroupId, UserId } from "../../model/ids.ts";
import type { Group, GroupRule } from "../../model/snapshot.ts";
import {
  hasAdminPrivilege,
  toGroup,
  toGroupRule,
  wireGroup,
  wireGroupRule,
  wireMember,
} from "../wire/groups.ts";
import { type Reading, readPart, readSlice } from "./reading.ts";
import type { Roll } from "./roll.ts";
import { defaultWorkers, workThrough } from "./work-pool.ts";

/** A group, and whether Okta says that it holds admin roles; null when it does not say. */
export interface ReadGroup {
  readonly group: Group;
  readonly isAdmin: boolean | null;
}

/** @param withStats asks for the numbers that say which groups hold admin roles */
export async function readGroups(reading: Reading, withStats: boolean): Promise<ReadGroup[] | null> {
  const query = withStats ? { limit: "200", expand: "stats" } : { limit: "200" };
  const list = { what: "group", schema: wireGroup, read: { endpoint: "/api/v1/groups", query } };
  const found = await readSlice(reading, "groups", list, (group) => ({
    group: toGroup(group),
    isAdmin: hasAdminPrivilege(group),
  }));
  // Pages move while groups come and go: each once.
  return found === null ? null : [...new Map(found.map((one) => [one.group.id, one])).values()];
}

export async function readGroupRules(reading: Reading): Promise<readonly GroupRule[] | undefined> {
  const read = { endpoint: "/api/v1/groups/rules", query: { limit: "200" } };
  const list = { what: "group rule", schema: wireGroupRule, read };
  return (await readSlice(reading, "group-rules", list, toGroupRule)) ?? undefined;
}

/** Okta's own number for members (okta-api 3). */
const membersAPage = "1000";

/** The members of the groups that matter; a group that could not be read has no entry and is a gap. */
export async function readGroupMembers(
  reading: Reading,
  groups: readonly GroupId[],
  roll: Roll,
): Promise<Readonly<Record<GroupId, readonly UserId[]>>> {
  const members = new Map<GroupId, readonly UserId[]>();
  await workThrough(groups, defaultWorkers, async (group) => {
    const read = { endpoint: "/api/v1/groups/{id}/users", ids: [group], query: { limit: membersAPage } };
    const list = { what: "member", schema: wireMember, read };
    const found = await readPart(reading, "group-members", group, list, (member) =>
      roll.meet(member.id, "in a group", member),
    );
    if (found !== null) members.set(group, [...new Set(found)]);
  });
  const inOrder = groups.flatMap((group) => {
    const found = members.get(group);
    return found === undefined ? [] : [[group, found] as const];
  });
  return Object.fromEntries(inOrder);
}
