import type { UserId } from "../../model/ids.ts";
import type { Person, UsersSlice } from "../../model/snapshot.ts";
import { ReadFailure } from "../transport/read-failure.ts";
import { wireUser } from "../wire/users.ts";
import { type Reading, readPages, readSlice } from "./reading.ts";

const endpoint = "/api/v1/users";

/**
 * How many people are DEPROVISIONED: the plain list leaves them out, and nothing depends on who they are.
 *
 * @param mostPages - with more it is not worth their reading
 * @returns null where they could not be counted
 */
export async function countDeprovisioned(
  reading: Reading,
  mostPages = Number.POSITIVE_INFINITY,
): Promise<number | null> {
  let pages = 0;
  const query = { filter: 'status eq "DEPROVISIONED"', limit: "200" };
  const ids = new Set<string>();
  try {
    await readPages(reading, { what: "user", schema: wireUser, read: { endpoint, query } }, (users) => {
      pages += 1;
      if (pages > mostPages) throw new ReadFailure("garbage", `more than ${mostPages} pages`);
      for (const user of users) if (user.status === "DEPROVISIONED") ids.add(user.id);
    });
    return ids.size;
  } catch (failure) {
    if (!(failure instanceof ReadFailure)) throw failure;
    return null;
  }
}

/**
 * Everybody but DEPROVISIONED people, once each, by the status each item itself has: pages move under a reader
 * while people come and go.
 */
export async function readUsers(reading: Reading): Promise<UsersSlice | undefined> {
  const people = new Map<UserId, Person>();
  const list = { what: "user", schema: wireUser, read: { endpoint, query: { limit: "200" } } };
  const found = await readSlice(reading, "users", list, (user) => {
    const person = reading.toPerson(user);
    if (person.status !== "DEPROVISIONED") people.set(person.id, person);
  });
  if (found === null) return undefined;
  return { people: [...people.values()], deprovisioned: await countDeprovisioned(reading) };
}
