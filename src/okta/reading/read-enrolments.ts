import type { UserId } from "../../model/ids.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { OrgSlices, PersonEnrolments } from "../../model/snapshot.ts";
import { stopWords } from "../transport/stop-words.ts";
import { type ChosenView, chooseView } from "./choose-view.ts";
import { startEnrolmentStore } from "./enrolment-store.ts";
import { startFirstView } from "./first-view.ts";
import { askPerson, type EnrolmentView, type PersonAnswer } from "./read-person.ts";
import type { Reading } from "./reading.ts";
import { defaultWorkers, workThrough } from "./work-pool.ts";

/** People in a row that could not be read before the rest is left alone: it is no longer about the people. */
const hopelessAfter = 20;

export interface EnrolmentRead {
  readonly plan: ReadPlan;
  /** Everything else that was read; the plan decides by it. */
  readonly slices: OrgSlices;
  /** Called after each person with how many are asked for so far, and the endpoint being asked. */
  readonly onPerson: (asked: number, endpoint: string) => void;
}

/** Enrolments by person. */
export type EnrolmentsByPerson = ReadonlyMap<UserId, PersonEnrolments>;

/** Options for reading some of the people. */
export interface SomePeople {
  /** Why nobody more may be asked; null: go on. Who was begun is read to the end. */
  readonly whyStop?: () => string | null;
  /** Called with each person who was asked. */
  readonly onRead?: (user: UserId, found: PersonEnrolments) => void;
}

/** Reads the enrolments of these people, in this order. */
export type ReadPeople = (people: readonly UserId[], options?: SomePeople) => Promise<EnrolmentsByPerson>;

/** Finds the enrolments of these people: all by reading, or some by knowing them. */
export type EnrolmentsOf = (asked: {
  readonly people: readonly UserId[];
  readonly plan: ReadPlan;
  readonly slices: OrgSlices;
  readonly read: ReadPeople;
}) => Promise<EnrolmentsByPerson>;

/** Prepares reading enrolments: one call a person, and a second where the plan needs the methods. */
export function enrolmentReader(reading: Reading, { plan, slices, onPerson }: EnrolmentRead): ReadPeople {
  const store = startEnrolmentStore();
  const unreads = new Map<string, PersonEnrolments>();
  let view: EnrolmentView | null = null;
  let asked = 0;
  const firstView = startFirstView(plan, slices);

  const unread = (reason: string): PersonEnrolments => {
    const shared = unreads.get(reason) ?? { kind: "unread", reason };
    unreads.set(reason, shared);
    return shared;
  };

  const readMethods = async (
    user: UserId,
    answer: PersonAnswer & { kind: "read" },
  ): Promise<PersonEnrolments> => {
    const { enrolments } = answer;
    const factors = await askPerson(reading, "factors", user);
    if (factors.kind === "gone") return factors;
    if (factors.kind === "read")
      return store.share({ source: "both", enrolments, factors: factors.enrolments });
    // Enrolments of the first view still count; that the methods are not known is the gap.
    reading.gaps.part("factors", user, factors.reason);
    return store.share({ source: "authenticator-enrollments", enrolments, factors: null });
  };

  const settle = async (
    user: UserId,
    shown: EnrolmentView,
    answer: PersonAnswer,
  ): Promise<PersonEnrolments> => {
    if (answer.kind === "gone") return answer;
    if (answer.kind !== "read") return unread(answer.reason);
    const { enrolments } = answer;
    if (shown === "authenticator-enrollments" && plan.needsFactorsToo(user, enrolments, slices)) {
      return readMethods(user, answer);
    }
    return store.share({ source: shown, enrolments, factors: null });
  };

  /** Whoever has enough by `factors` is done with; of anybody else both views are kept as if they had been asked in the usual order. */
  const askFactorsFirst = async (
    user: UserId,
  ): Promise<{ readonly answer: PersonAnswer; readonly settled: PersonEnrolments }> => {
    const answer = await askPerson(reading, "factors", user);
    if (answer.kind === "gone") return { answer, settled: answer };
    if (answer.kind === "read") {
      const shown = {
        kind: "read",
        source: "factors",
        enrolments: answer.enrolments,
        factors: null,
      } as const;
      if (plan.isEnough?.(user, shown, slices) === true) return { answer, settled: store.share(shown) };
    }
    const first = await askPerson(reading, "authenticator-enrollments", user);
    const needsMethods =
      first.kind === "read" && plan.needsFactorsToo(user, first.enrolments, slices) && answer.kind === "read";
    const settled = needsMethods
      ? store.share({ source: "both", enrolments: first.enrolments, factors: answer.enrolments })
      : await settle(user, "authenticator-enrollments", first);
    return { answer: first, settled };
  };

  return async (people, { whyStop = () => null, onRead = () => undefined } = {}) => {
    asked += people.length;
    const found = new Map<UserId, PersonEnrolments>();
    let failuresInARow = 0;
    let lastReason = "";
    const whyStopped = (): string | null => {
      if (reading.signal.aborted) return stopWords(reading.signal);
      if (failuresInARow >= hopelessAfter)
        return `not tried after ${hopelessAfter} people in a row could not be read: ${lastReason}`;
      return whyStop();
    };
    const remember = (answer: PersonAnswer): void => {
      const isFailure = answer.kind === "unread" || answer.kind === "absent";
      failuresInARow = isFailure ? failuresInARow + 1 : 0;
      if (isFailure) lastReason = answer.reason;
    };
    const mayChoose = view === null && people.length > 0 && whyStop() === null;
    const chosen: ChosenView = mayChoose
      ? await chooseView(reading, people)
      : { view: view ?? "authenticator-enrollments", answers: noAnswers };
    if (mayChoose) view = chosen.view;
    const asksBoth = chosen.view === "authenticator-enrollments";

    const ask = async (user: UserId, isFactorsFirst: boolean): Promise<PersonEnrolments> => {
      if (isFactorsFirst && !chosen.answers.has(user)) {
        const { answer, settled } = await askFactorsFirst(user);
        remember(answer);
        return settled;
      }
      const answer = chosen.answers.get(user) ?? (await askPerson(reading, chosen.view, user));
      remember(answer);
      return settle(user, chosen.view, answer);
    };
    const askAll = (some: readonly UserId[], isFactorsFirst: boolean): Promise<void> =>
      workThrough(some, defaultWorkers, async (user) => {
        const stopped = chosen.answers.has(user) ? null : whyStopped();
        if (stopped !== null) {
          found.set(user, unread(stopped));
          return;
        }
        const settled = await ask(user, isFactorsFirst);
        found.set(user, settled);
        onRead(user, settled);
        onPerson(asked, `/api/v1/users/{id}/${isFactorsFirst ? "factors" : chosen.view}`);
      });

    const tried = asksBoth ? firstView.tryOf(people) : [];
    await askAll(tried, false);
    if (tried.length > 0) firstView.learn(tried.map((user) => [user, found.get(user)]));
    const others = tried.length === 0 ? people : people.filter((user) => !found.has(user));
    await askAll(others, asksBoth && firstView.isFactors());
    fillUp(found, people, unread("not read"));
    return found;
  };
}

function fillUp<Key, Value>(found: Map<Key, Value>, keys: readonly Key[], value: Value): void {
  for (const key of keys) if (!found.has(key)) found.set(key, value);
}

const noAnswers: ChosenView["answers"] = new Map();
