import type { UserId } from "../../model/ids.ts";
import type { Person, UsersSlice } from "../../model/snapshot.ts";
import { ReadFailure } from "../transport/read-failure.ts";
import { wireUser } from "../wire/users.ts";
import type { Reading } from "./reading.ts";

/**
 * The roll of an org's people, held against every other list that names people: one who is missing from the roll and
 * could sign in would never be judged.
 */
export interface Roll {
  /** The one string that is kept for a person's id, so that large lists cost little. */
  idOf(id: string): UserId;
  /** Notes somebody whom another list names. @param shown - the person, where that list shows people whole */
  meet(id: string, where: string, shown?: unknown): UserId;
  /** The people with those who were missing, each of them a gap unless they came while the org was read. */
  settle(): Promise<UsersSlice | undefined>;
}

interface Stranger {
  readonly where: string;
  readonly shown: Person | null;
}

/** Strangers to look up one by one; with more, the roll is not worth its name anyway. */
const mostAsked = 20;

const personIn = (reading: Reading, body: unknown): Person | null => {
  const user = wireUser.safeParse(body);
  return user.success ? reading.toPerson(user.data) : null;
};

/** Somebody who is not there any more is no stranger: null. */
async function lookUp(reading: Reading, id: UserId): Promise<Person | null> {
  try {
    const { body } = await reading.connection.get(
      { endpoint: "/api/v1/users/{id}", ids: [id] },
      reading.signal,
    );
    return personIn(reading, body);
  } catch (failure) {
    if (failure instanceof ReadFailure) return null;
    throw failure;
  }
}

const isLater = (time: string | null, than: Date): boolean =>
  time !== null && Date.parse(time) >= than.getTime();

/**
 * @param users - what Okta's list of people said; without it everybody is a stranger, and nobody is noted
 */
export function openRoll(reading: Reading, users: UsersSlice | undefined): Roll {
  const ids = new Map<string, UserId>((users?.people ?? []).map(({ id }) => [id, id]));
  const strangers = new Map<UserId, Stranger>();
  const idOf = (id: string): UserId => {
    const known = ids.get(id) ?? (id as UserId);
    ids.set(id, known);
    return known;
  };
  const find = async (id: UserId, { shown }: Stranger, place: number): Promise<Person | null> =>
    shown ?? (place < mostAsked ? lookUp(reading, id) : null);
  return {
    idOf,
    meet(id, where, shown) {
      const isKnown = users === undefined || ids.has(id);
      const kept = idOf(id);
      const noted = strangers.get(kept);
      if (!isKnown || (noted !== undefined && noted.shown === null && shown !== undefined)) {
        strangers.set(kept, { where, shown: shown === undefined ? null : personIn(reading, shown) });
      }
      return kept;
    },
    async settle() {
      if (users === undefined) return undefined;
      const missing: Person[] = [];
      for (const [place, [id, stranger]] of [...strangers].entries()) {
        const person = await find(id, stranger, place);
        if (person === null || person.status === "DEPROVISIONED") continue;
        missing.push(person);
        if (isLater(person.created, reading.startedAt) || isLater(person.activated, reading.startedAt))
          continue;
        const who = `${person.login} (${id}), who is ${person.status} and ${stranger.where}`;
        reading.gaps.part("users", id, `Okta's list of people lacks ${who}`);
      }
      return missing.length === 0 ? users : { ...users, people: [...users.people, ...missing] };
    },
  };
}
