import type { UserId } from "../../model/ids.ts";

/** Numbers people by what sets them apart: those of one number are in the same of all sets that were given. */
export interface PeopleNumbers {
  /** Sets these people apart from those who are otherwise like them. */
  setApart(users: Iterable<UserId>): void;
  /** 0 for whoever was never set apart. */
  numberOf(user: UserId): number;
}

export function numberPeople(): PeopleNumbers {
  const numbers = new Map<UserId, number>();
  let last = 0;
  return {
    setApart(users) {
      const after = new Map<number, number>();
      for (const user of users) {
        const before = numbers.get(user) ?? 0;
        let number = after.get(before);
        if (number === undefined) {
          last += 1;
          number = last;
          after.set(before, number);
        }
        numbers.set(user, number);
      }
    },
    numberOf: (user) => numbers.get(user) ?? 0,
  };
}
