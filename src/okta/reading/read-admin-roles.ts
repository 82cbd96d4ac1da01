import type { GroupId, UserId } from "../../model/ids.ts";
import type { AdminRoles } from "../../model/snapshot.ts";
import type { FindNext } from "../connection/paging.ts";
import { wireAssignee, wireAssignees, wireRole } from "../wire/org-parts.ts";
import { isGroupGone, isPersonGone } from "./is-gone.ts";
import type { ReadGroup } from "./read-groups.ts";
import { type Reading, readPart, readSlice } from "./reading.ts";
import type { Roll } from "./roll.ts";
import { defaultWorkers, workThrough } from "./work-pool.ts";

/** The next page of assignees, which Okta names in the body. */
const nextAssignees: FindNext = ({ body }) => {
  const parsed = wireAssignees.safeParse(body);
  return parsed.success ? (parsed.data._links?.next?.href ?? null) : null;
};

/** The list within a page of assignees. */
function assigneesIn(body: unknown): unknown {
  const parsed = wireAssignees.safeParse(body);
  return parsed.success ? parsed.data.value : null;
}

/** Everybody who holds a role, page by page. */
export const assigneeList = {
  what: "assignee",
  schema: wireAssignee,
  read: { endpoint: "/api/v1/iam/assignees/users", query: { limit: "100" } },
  findNext: nextAssignees,
  itemsOf: assigneesIn,
};

/** Reads the roles of each holder and keeps those that are in force, each type once. */
async function rolesOf<Id extends string>(
  reading: Reading,
  endpoint: string,
  holders: readonly Id[],
  isGone: (reading: Reading, id: Id) => Promise<boolean>,
): Promise<Readonly<Record<Id, readonly string[]>>> {
  const found = new Map<Id, readonly string[]>();
  await workThrough(holders, defaultWorkers, async (id) => {
    const list = {
      what: "role",
      schema: wireRole,
      read: { endpoint, ids: [id] },
      isGone: () => isGone(reading, id),
    };
    const roles = await readPart(reading, "admin-roles", id, list, (role) => role);
    const held = (roles ?? [])
      .filter(({ status }) => (status ?? "ACTIVE") === "ACTIVE")
      .map(({ type }) => type);
    if (held.length > 0) found.set(id, [...new Set(held)].sort());
  });
  const entries: [Id, readonly string[]][] = holders.flatMap((id) => {
    const roles = found.get(id);
    return roles === undefined ? [] : [[id, roles]];
  });
  return Object.fromEntries(entries) as Record<Id, readonly string[]>;
}

/** Groups that can hold roles and that Okta does not say are without. */
const maybeAdmin = ({ group, isAdmin }: ReadGroup): boolean =>
  // Without the numbers every group that people are put in on purpose has to be asked.
  isAdmin ?? group.type !== "BUILT_IN";

/**
 * Who holds admin roles, people and groups. Whether Okta's list of assignees has people whose only role comes from a
 * group is not verified against a live org, so groups are asked in any case.
 */
export async function readAdminRoles(
  reading: Reading,
  groups: readonly ReadGroup[] | null,
  roll: Roll,
): Promise<AdminRoles | undefined> {
  const assignees = await readSlice(reading, "admin-roles", assigneeList, ({ id }) =>
    roll.meet(id, "an administrator"),
  );
  if (assignees === null) return undefined;
  if (groups === null) reading.gaps.whole("admin-roles", "the groups that may hold roles could not be read");
  const holders = (groups ?? []).filter(maybeAdmin).map(({ group }) => group.id);
  return {
    users: await rolesOf<UserId>(reading, "/api/v1/users/{id}/roles", [...new Set(assignees)], isPersonGone),
    groups: await rolesOf<GroupId>(reading, "/api/v1/groups/{id}/roles", holders, isGroupGone),
  };
}
