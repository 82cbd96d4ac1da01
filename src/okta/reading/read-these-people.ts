import type { GroupId, UserId } from "../../model/ids.ts";
import type { Person, UsersSlice } from "../../model/snapshot.ts";
import { ReadFailure } from "../transport/read-failure.ts";
import { wireGroup } from "../wire/groups.ts";
import { wireUser } from "../wire/users.ts";
import { isPersonGone } from "./is-gone.ts";
import { type Reading, readPart, whyUnread } from "./reading.ts";
import { defaultWorkers, workThrough } from "./work-pool.ts";

/**
 * A few people, one call each, in place of everybody. Unlike the list, this shows DEPROVISIONED people, too; somebody
 * who was deleted is not there, and whoever could not be read is a gap.
 */
export async function readThesePeople(reading: Reading, ids: readonly UserId[]): Promise<UsersSlice> {
  const people = new Map<UserId, Person>();
  await workThrough(ids, defaultWorkers, async (id) => {
    try {
      const { body } = await reading.connection.get(
        { endpoint: "/api/v1/users/{id}", ids: [id] },
        reading.signal,
      );
      const user = wireUser.safeParse(body);
      if (user.success) people.set(id, reading.toPerson(user.data));
      else reading.gaps.part("users", id, `malformed user ${id}`);
    } catch (failure) {
      if (!(failure instanceof ReadFailure)) throw failure;
      if (failure.status !== 404) reading.gaps.part("users", id, whyUnread(reading, "users", failure));
    }
  });
  return { people: ids.flatMap((id) => people.get(id) ?? []), deprovisioned: null };
}

/**
 * Which of these groups a few people are in, one list each, in place of all members of each group.
 *
 * @returns undefined, and a gap, when somebody's groups could not be read: nobody must look like a stranger
 */
export async function readTheirGroups(
  reading: Reading,
  ids: readonly UserId[],
  groups: readonly GroupId[],
): Promise<Readonly<Record<GroupId, readonly UserId[]>> | undefined> {
  const members = new Map<string, UserId[]>(groups.map((group) => [group, []]));
  let isWhole = true;
  await workThrough(ids, defaultWorkers, async (id) => {
    const read = { endpoint: "/api/v1/users/{id}/groups", ids: [id], query: { limit: "200" } };
    const list = { what: "group", schema: wireGroup, read, isGone: () => isPersonGone(reading, id) };
    const found = await readPart(reading, "group-members", id, list, (group) => group.id);
    if (found === null) isWhole = false;
    for (const group of found ?? []) members.get(group)?.push(id);
  });
  return isWhole ? Object.fromEntries(members) : undefined;
}
