import type { EmulatedUser } from "../../src/emulator/state/state.ts";
import type { UserId } from "../../src/model/ids.ts";
import type { PersonEnrolments } from "../../src/model/snapshot.ts";
import type { ReadPeople } from "../../src/okta/reading/read-enrolments.ts";

const placeOf = (user: string): number => Number.parseInt(user.slice("00u".length), 36);

/** By the number in a person's id: which factors they have, as a number of its own for each combination. */
export function kitsOf(users: readonly EmulatedUser[]): Uint8Array {
  const numbers = new Map<string, number>();
  const kits = new Uint8Array(placeOf(users.at(-1)?.id ?? "00u0") + 1);
  for (const { id, factors } of users) {
    const content = JSON.stringify(factors.map(({ factorType, provider }) => [factorType, provider]));
    const number = numbers.get(content) ?? numbers.size;
    numbers.set(content, number);
    kits[placeOf(id)] = number;
  }
  return kits;
}

/** Asks the org about the first person of each kit, and says the same of the others. */
export function askingOnceAKit(kits: Uint8Array, ask: ReadPeople): ReadPeople {
  const known = new Map<number | undefined, PersonEnrolments>();
  const readOne = async (user: UserId): Promise<PersonEnrolments> => {
    const kit = kits[placeOf(user)];
    const found = known.get(kit) ?? (await ask([user])).get(user);
    if (found === undefined) throw new Error(`nothing was read of ${user}`);
    known.set(kit, found);
    return found;
  };
  return async (people, { onRead = () => undefined } = {}) => {
    const found = new Map<UserId, PersonEnrolments>();
    for (const user of people) {
      const one = await readOne(user);
      found.set(user, one);
      onRead(user, one);
    }
    return found;
  };
}
