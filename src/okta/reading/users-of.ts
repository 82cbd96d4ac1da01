import type { UserId } from "../../model/ids.ts";
import type { Gap, Person, UsersSlice } from "../../model/snapshot.ts";
import { wireUser } from "../wire/users.ts";
import { startGapList } from "./gap-list.ts";
import { readThesePeople } from "./read-these-people.ts";
import { countDeprovisioned, readUsers } from "./read-users.ts";
import { type Reading, readSlice } from "./reading.ts";

/** Ways of reading an org's people. */
export interface PeopleAsked {
  /** Attributes that are asked for, as a text. */
  readonly asked: string;
  /** Reads Okta's whole list; undefined, and a gap, where it cannot be read. */
  all(): Promise<UsersSlice | undefined>;
  /** People of whatever status whom Okta's search says have changed since; null where it does not answer. */
  changedSince(since: Date): Promise<readonly Person[] | null>;
  /** These people, one call each; whoever does not exist is left out, whoever could not be read is a gap. */
  these(ids: readonly UserId[]): Promise<readonly Person[]>;
  /** Parts of the list that could not be read by now, or do not fit what else names people; null: none. */
  gap(): Gap | null;
  /** How many are DEPROVISIONED; null where that takes more pages than these. */
  deprovisioned(mostPages: number): Promise<number | null>;
}

/** Finds the people of an org: all by reading, or some by knowing them. */
export type UsersOf = (people: PeopleAsked) => Promise<UsersSlice | undefined>;

/** @param attributes - that rules ask about; null where nothing of sign-on is judged */
export function peopleAsked(reading: Reading, attributes: readonly string[] | null): PeopleAsked {
  return {
    asked: JSON.stringify(attributes),
    all: () => readUsers(reading),
    changedSince: async (since) => {
      const gaps = startGapList();
      const query = { search: `lastUpdated gt "${since.toISOString()}"`, limit: "200" };
      const list = { what: "user", schema: wireUser, read: { endpoint: "/api/v1/users", query } };
      const found = await readSlice({ ...reading, gaps }, "users", list, reading.toPerson);
      return gaps.all().length > 0 ? null : found;
    },
    these: async (ids) => (await readThesePeople(reading, ids)).people,
    gap: () => reading.gaps.all().find(({ slice }) => slice === "users") ?? null,
    deprovisioned: (mostPages) => countDeprovisioned(reading, mostPages),
  };
}
