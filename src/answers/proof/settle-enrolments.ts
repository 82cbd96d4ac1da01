import type { UserId } from "../../model/ids.ts";
import type { EnrolmentProof } from "../../model/proof.ts";
import type { PersonEnrolments } from "../../model/snapshot.ts";

/** Enrolments by person. */
type ByPerson = ReadonlyMap<UserId, PersonEnrolments>;

/** Enrolments of everybody, and where they are from. */
export interface SettledEnrolments {
  readonly enrolments: ByPerson;
  readonly reused: number;
  readonly read: number;
  /** When the oldest that was remembered was read; null where nobody's was. */
  readonly oldest: string | null;
}

/**
 * Takes for each person what was read last, else what is remembered and still stands, else that nothing is known.
 *
 * @param readings - the latest first
 * @param standing - memory that stands at the end of the run; null: none
 */
export function settleEnrolments(
  people: readonly UserId[],
  readings: readonly ByPerson[],
  standing: (user: UserId) => EnrolmentProof | null,
): SettledEnrolments {
  const enrolments = new Map<UserId, PersonEnrolments>();
  let reused = 0;
  let read = 0;
  let oldest: string | null = null;
  for (const user of people) {
    const answers = readings.flatMap((reading) => reading.get(user) ?? []);
    const fresh = answers.find(({ kind }) => kind !== "unread");
    const proof = fresh === undefined ? standing(user) : null;
    if (fresh !== undefined) read += 1;
    if (proof !== null) {
      reused += 1;
      if (oldest === null || proof.provenAt < oldest) oldest = proof.provenAt;
    }
    enrolments.set(user, fresh ?? proof?.read ?? answers[0] ?? notProven);
  }
  return { enrolments, reused, read, oldest };
}

const notProven: PersonEnrolments = {
  kind: "unread",
  reason: "what is remembered is not proven, and nothing was read",
};
