import type { UserId } from "../../model/ids.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { OrgSlices, PersonEnrolments } from "../../model/snapshot.ts";
import { stopWords } from "../transport/stop-words.ts";
import { chooseView } from "./choose-view.ts";
import { startEnrolmentStore } from "./enrolment-store.ts";
import { askPerson, type EnrolmentView, type PersonAnswer } from "./read-person.ts";
import type { Reading } from "./reading.ts";
import { defaultWorkers, workThrough } from "./work-pool.ts";

/** People in a row that could not be read before the rest is left alone: it is no longer about the people. */
const hopelessAfter = 20;

export interface EnrolmentRead {
  readonly plan: ReadPlan;
  /** Everything else that was read; the plan decides by it. */
  readonly slices: OrgSlices;
  /** Called after each person with how many are done, and the endpoint being asked. */
  readonly onPerson: (done: number, endpoint: string) => void;
}

/** Reads the enrolments of these people, one call a person, and a second where the plan needs the methods. */
export async function readEnrolments(
  reading: Reading,
  people: readonly UserId[],
  { plan, slices, onPerson }: EnrolmentRead,
): Promise<Readonly<Record<UserId, PersonEnrolments>>> {
  const store = startEnrolmentStore();
  const found = new Map<UserId, PersonEnrolments>();
  let failuresInARow = 0;
  let lastReason = "";

  const unreads = new Map<string, PersonEnrolments>();
  const unread = (user: UserId, reason: string): PersonEnrolments => {
    reading.gaps.part("factors", user, reason);
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
    view: EnrolmentView,
    answer: PersonAnswer,
  ): Promise<PersonEnrolments> => {
    if (answer.kind === "gone") return answer;
    if (answer.kind !== "read") return unread(user, answer.reason);
    const { enrolments } = answer;
    if (view === "authenticator-enrollments" && plan.needsFactorsToo(user, enrolments, slices)) {
      return readMethods(user, answer);
    }
    return store.share({ source: view, enrolments, factors: null });
  };

  const whyStopped = (): string | null => {
    if (reading.signal.aborted) return stopWords(reading.signal);
    if (failuresInARow < hopelessAfter) return null;
    return `not tried after ${hopelessAfter} people in a row could not be read: ${lastReason}`;
  };

  const remember = (answer: PersonAnswer): void => {
    const isFailure = answer.kind === "unread" || answer.kind === "absent";
    failuresInARow = isFailure ? failuresInARow + 1 : 0;
    if (isFailure) lastReason = answer.reason;
  };

  const { view, answers } = await chooseView(reading, people);
  await workThrough(people, defaultWorkers, async (user) => {
    const stopped = answers.has(user) ? null : whyStopped();
    if (stopped !== null) {
      found.set(user, unread(user, stopped));
      return;
    }
    const answer = answers.get(user) ?? (await askPerson(reading, view, user));
    remember(answer);
    found.set(user, await settle(user, view, answer));
    onPerson(found.size, `/api/v1/users/{id}/${view}`);
  });
  return Object.fromEntries(people.map((user) => [user, found.get(user) ?? unread(user, "not read")]));
}
