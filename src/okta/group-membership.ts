import { z } from "zod";
import type { GroupId, UserId } from "../model/ids.ts";
import type { OktaConnection } from "./connection/connection.ts";
import { pages } from "./connection/paging.ts";
import { ReadFailure } from "./transport/read-failure.ts";
import { hasAdminPrivilege, wireGroup } from "./wire/groups.ts";
import { parseList } from "./wire/wire-problem.ts";

/** The only scope that writes, and only `enroll --apply` and `enroll --undo` ask for it. */
export const membershipScope = "okta.groups.manage";

const endpoint = "/api/v1/groups/{id}/users/{id}";

/** A person in a group, by Okta's ids. */
export interface Membership {
  readonly group: GroupId;
  readonly user: UserId;
}

/**
 * Puts a person into a group; somebody who is in already stays in.
 *
 * @throws ReadFailure; of any kind but `refused` it may have been done all the same
 */
export function addGroupMember(
  connection: OktaConnection,
  { group, user }: Membership,
  signal: AbortSignal,
): Promise<void> {
  return connection.send({ method: "PUT", endpoint, ids: [group, user] }, signal);
}

/**
 * Takes a person out of a group; somebody who is not in stays out.
 *
 * @throws as `addGroupMember` does
 */
export function removeGroupMember(
  connection: OktaConnection,
  { group, user }: Membership,
  signal: AbortSignal,
): Promise<void> {
  return connection.send({ method: "DELETE", endpoint, ids: [group, user] }, signal);
}

const wireStatus = z.looseObject({ status: z.string() });

/**
 * The status of a person as it is now; null for somebody who was deleted.
 *
 * @throws ReadFailure
 */
export async function readStatus(
  connection: OktaConnection,
  user: UserId,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const { body } = await connection.get({ endpoint: "/api/v1/users/{id}", ids: [user] }, signal);
    const read = wireStatus.safeParse(body);
    if (!read.success) throw new ReadFailure("garbage", "a person without a status");
    return read.data.status;
  } catch (failure) {
    if (failure instanceof ReadFailure && failure.status === 404) return null;
    throw failure;
  }
}

/**
 * Whether a person is in a group now, from the person's own list, which is short where a group's can be long.
 *
 * @throws ReadFailure
 */
export async function isGroupMember(
  connection: OktaConnection,
  { group, user }: Membership,
  signal: AbortSignal,
): Promise<boolean> {
  const read = { endpoint: "/api/v1/users/{id}/groups", ids: [user], query: { limit: "200" } };
  for await (const body of pages(connection, read, signal)) {
    const list = parseList("group", wireGroup, body);
    if (list === null || list.problems.length > 0) throw new ReadFailure("garbage", "not a list of groups");
    if (list.items.some(({ id }) => id === group)) return true;
  }
  return false;
}

/**
 * Whether a group holds administrator roles, which whoever is added to it has from then on; null when Okta does not say.
 */
export async function holdsAdminRoles(
  connection: OktaConnection,
  group: GroupId,
  signal: AbortSignal,
): Promise<boolean | null> {
  const query = { filter: `id eq ${JSON.stringify(group)}`, expand: "stats" };
  try {
    const { body } = await connection.get({ endpoint: "/api/v1/groups", query }, signal);
    const found = parseList("group", wireGroup, body)?.items.find(({ id }) => id === group);
    return found === undefined ? null : hasAdminPrivilege(found);
  } catch (failure) {
    if (failure instanceof ReadFailure && failure.kind !== "aborted") return null;
    throw failure;
  }
}
