import type { UserId } from "../../model/ids.ts";
import type { AvailableView, Count, PeopleCount } from "../../model/org-probe.ts";
import { chooseView } from "../reading/choose-view.ts";
import { askPerson, type EnrolmentView, type PersonAnswer } from "../reading/read-person.ts";
import { wireUser } from "../wire/users.ts";
import type { Outcome, Prober } from "./prober.ts";

/** Beyond a thousand people it is Okta's own number that counts. */
const countedPages = 5;

/** Whom Okta may not know any enrolments of. */
const absent: ReadonlySet<string> = new Set(["STAGED", "PROVISIONED", "SUSPENDED", "DEPROVISIONED"]);

const endpoint = "/api/v1/users";

/** People as far as they were counted, and some that can be asked for their enrolments. */
export interface ProbedPeople {
  readonly people: Omit<PeopleCount, "total"> | null;
  readonly deprovisioned: Count | null;
  readonly some: readonly UserId[];
}

/** Counts people as a check lists them, up to a thousand. */
export async function probePeople(prober: Prober): Promise<ProbedPeople> {
  const list = { what: "user", schema: wireUser, read: { endpoint, query: { limit: "200" } } };
  const found = await prober.ask("users", list, countedPages);
  if (found === null) return { people: null, deprovisioned: null, some: [] };
  const byStatus: Record<string, number> = {};
  for (const { status } of found.items) byStatus[status] = (byStatus[status] ?? 0) + 1;
  const query = { filter: 'status eq "DEPROVISIONED"', limit: "200" };
  const gone = await prober.ask("users", { ...list, read: { endpoint, query } });
  const present = found.items.filter(({ status }) => !absent.has(status));
  return {
    people: { ...found.count, byStatus },
    deprovisioned: gone?.count ?? null,
    some: present.slice(0, 3).map(({ id }) => id as UserId),
  };
}

/**
 * Finds out which view of enrolments there is, by asking for somebody's. Where only the filtered one is there, that it
 * can be read is tried as well.
 *
 * @param asksMethods the baseline names methods, so that factors are read besides
 */
export async function probeView(
  prober: Prober,
  some: readonly UserId[],
  asksMethods: boolean,
): Promise<AvailableView | null> {
  if (!prober.mayAsk("factors")) return null;
  const [person] = some;
  // Nobody to ask about: either there is nobody, or that people cannot be read is said already.
  if (person === undefined) return null;
  const { view, answers } = await chooseView(prober.reading, some);
  const ask = (which: EnrolmentView): Promise<PersonAnswer> => askPerson(prober.reading, which, person);
  const first = answers.get(person) ?? (await ask(view));
  prober.note("factors", outcomeOf(first));
  if (view === "authenticator-enrollments" && asksMethods && isAnswer(first)) {
    prober.note("factors", outcomeOf(await ask("factors")));
  }
  return isAnswer(first) ? view : null;
}

const isAnswer = ({ kind }: PersonAnswer): boolean => kind === "read" || kind === "gone";

function outcomeOf(answer: PersonAnswer): Outcome {
  if (answer.kind === "read" || answer.kind === "gone") return { kind: "readable" };
  return { kind: /^403\b/.test(answer.reason) ? "role-missing" : "untold", reason: answer.reason };
}
