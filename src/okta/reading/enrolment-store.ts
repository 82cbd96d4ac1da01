import type { Enrolment, EnrolmentSource, PersonEnrolments } from "../../model/snapshot.ts";

/** Enrolments that were read of one person. */
export interface ReadEnrolments {
  readonly source: EnrolmentSource;
  readonly enrolments: readonly Enrolment[];
  readonly factors: readonly Enrolment[] | null;
}

/**
 * Shares what is equal: a hundred thousand people have a few dozen combinations of enrolments between them, so
 * each combination is kept once.
 */
export function startEnrolmentStore(): {
  share(read: ReadEnrolments): PersonEnrolments;
} {
  const enrolments = new Map<string, Enrolment>();
  const people = new Map<string, PersonEnrolments>();
  const keyOf = (one: Enrolment): string =>
    JSON.stringify([one.key, one.authenticatorId, one.method, one.status, one.known]);
  const share = (list: readonly Enrolment[]): readonly Enrolment[] =>
    list.map((one) => {
      const key = keyOf(one);
      const known = enrolments.get(key) ?? one;
      enrolments.set(key, known);
      return known;
    });
  return {
    share({ source, enrolments: list, factors }) {
      const key = [source, ...list.map(keyOf), factors === null ? "" : "and", ...(factors ?? []).map(keyOf)];
      const name = key.join("|");
      const known = people.get(name);
      if (known !== undefined) return known;
      const person: PersonEnrolments = {
        kind: "read",
        source,
        enrolments: share(list),
        factors: factors === null ? null : share(factors),
      };
      people.set(name, person);
      return person;
    },
  };
}
