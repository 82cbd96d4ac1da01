import type { UserId } from "../../model/ids.ts";
import { askPerson, type EnrolmentView, type PersonAnswer } from "./read-person.ts";
import type { Reading } from "./reading.ts";

const triedPeople = 20;

/** The view to ask about everybody, and what was learned while choosing. */
export interface ChosenView {
  readonly view: EnrolmentView;
  /** Answers that stand; nobody in here need be asked again. */
  readonly answers: ReadonlyMap<UserId, PersonAnswer>;
}

/**
 * Finds out whether `authenticator-enrollments` exists in this org: it is not on Classic, and not in every Identity
 * Engine org. One refused person may be a person that this admin may not see; when a second one is refused too, or
 * there is no second, it is the view that is missing and `factors` takes its place.
 */
export async function chooseView(reading: Reading, people: readonly UserId[]): Promise<ChosenView> {
  const answers = new Map<UserId, PersonAnswer>();
  if (reading.engine === "classic") return { view: "factors", answers };
  let suspect: UserId | null = null;
  // Some people may be unreadable for reasons of their own; a view that fails for all of these fails for everybody.
  for (const user of people.slice(0, triedPeople)) {
    const answer = await askPerson(reading, "authenticator-enrollments", user);
    answers.set(user, answer);
    if (answer.kind === "read") return { view: "authenticator-enrollments", answers };
    if (answer.kind !== "absent") continue;
    if (answer.isSure || suspect !== null) {
      answers.delete(user);
      if (suspect !== null) answers.delete(suspect);
      return { view: "factors", answers };
    }
    suspect = user;
  }
  if (suspect === null) return { view: "authenticator-enrollments", answers };
  answers.delete(suspect);
  return { view: "factors", answers };
}
