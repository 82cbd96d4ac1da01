import type { UserId } from "../../model/ids.ts";
import type { Person } from "../../model/snapshot.ts";
import { plain } from "./plain-name.ts";

/** Finds people of one list. */
interface PeopleLookups {
  byId(id: UserId): Person | undefined;
  /** Whatever its case. */
  byLogin(login: string): Person | undefined;
}

const lookups = new WeakMap<readonly Person[], PeopleLookups>();
const sets = new WeakMap<readonly UserId[], ReadonlySet<UserId>>();

/** The lookups of a list of people; of the same list they are made once, each when it is first asked for. */
export function lookUpIn(people: readonly Person[]): PeopleLookups {
  const known = lookups.get(people) ?? prepare(people);
  lookups.set(people, known);
  return known;
}

function prepare(people: readonly Person[]): PeopleLookups {
  let ids: ReadonlyMap<UserId, Person> | null = null;
  let logins: ReadonlyMap<string, Person> | null = null;
  return {
    byId: (id) => {
      ids ??= indexed(people, (person) => person.id);
      return ids.get(id);
    },
    byLogin: (login) => {
      // Okta keeps logins unique.
      logins ??= indexed(people, (person) => plain(person.login.toLowerCase()));
      return logins.get(plain(login.toLowerCase()));
    },
  };
}

function indexed<Key>(people: readonly Person[], keyOf: (person: Person) => Key): ReadonlyMap<Key, Person> {
  const found = new Map<Key, Person>();
  for (const person of people) found.set(keyOf(person), person);
  return found;
}

/** The same people as a set, which of the same list is made once. */
export function setOf(members: readonly UserId[]): ReadonlySet<UserId> {
  const known = sets.get(members) ?? new Set(members);
  sets.set(members, known);
  return known;
}
