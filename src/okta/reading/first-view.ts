import type { UserId } from "../../model/ids.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { OrgSlices, PersonEnrolments } from "../../model/snapshot.ts";

/** With fewer people a trial costs more than it saves. */
const worthFrom = 100;
/** People who are asked as usual, to learn from. */
const triedPeople = 20;

/** Which of the two views is worth asking first, learned from a few people. */
export interface FirstView {
  /** Whom of these people to try before the others; nobody where nothing is to be learned. */
  tryOf(people: readonly UserId[]): readonly UserId[];
  /** Notes what came of a trial. */
  learn(tried: readonly (readonly [UserId, PersonEnrolments | undefined])[]): void;
  /** Whether most people are done with after `factors`. */
  isFactors(): boolean;
}

/**
 * `authenticator-enrollments` does not show the method that decides about many people, and `factors` does, in one request.
 * Whoever has enough by it is judged alike by either. It costs a request more for whoever has not: it is asked first where
 * fewer people lack something than have a method that decides. Learned from a few people before all others, so
 * that two readings of an org ask alike.
 */
export function startFirstView(plan: ReadPlan, slices: OrgSlices): FirstView {
  let answer: boolean | null = null;
  return {
    tryOf: (people) => {
      if (plan.isEnough === undefined || answer !== null || people.length < worthFrom) return [];
      // Spread over the list, which may begin with the weakest.
      const step = Math.floor(people.length / triedPeople);
      return people.filter((_, place) => place % step === 0).slice(0, triedPeople);
    },
    learn: (tried) => {
      const read = tried.flatMap(([user, found]) => (found?.kind === "read" ? [{ user, found }] : []));
      const askedTwice = read.filter(({ found }) => found.source === "both").length;
      const short = read.filter(({ user, found }) => plan.isEnough?.(user, found, slices) !== true).length;
      answer = askedTwice > short;
    },
    isFactors: () => answer === true,
  };
}
