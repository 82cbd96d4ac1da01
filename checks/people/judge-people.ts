import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import { whyPartial } from "../../src/evaluator/live/partly-read.ts";
import { standingOf } from "../../src/evaluator/people/standing.ts";
import type { Requirement } from "../../src/model/baseline.ts";
import type { Person } from "../../src/model/snapshot.ts";
import type { CheckResult, FindingDraft } from "../contract/check.ts";

/** Answer of a check on one person and one requirement. */
export interface PersonVerdict
  extends Pick<FindingDraft, "expected" | "actual" | "remedy" | "causes" | "path"> {
  /** `pending`: it is no lack, and the person should know of it. */
  readonly status: "open" | "unknown" | "pending";
  /** A sentence about the person that goes on, without its full stop. */
  readonly message: string;
}

type JudgePerson = (person: Person) => PersonVerdict | null;

/** A time ahead of now by more than clocks differ is no time at which anybody came. */
const mostAheadMs = 5 * 60_000;

/** When a person must have what a requirement asks for; null when that is now. */
function dueAt(
  { id, created, activated }: Person,
  { withinMs }: Requirement,
  { now, reactivated }: JudgedOrg,
): Date | null {
  if (withinMs <= 0) return null;
  const times = [created, activated, reactivated.get(id) ?? null];
  const since = times.map((time) => (time === null ? Number.NaN : Date.parse(time)));
  const latest = Math.max(...since.filter((time) => time <= now.getTime() + mostAheadMs));
  if (!Number.isFinite(latest) || now.getTime() >= latest + withinMs) return null;
  return new Date(latest + withinMs);
}

/** Parts of a finding that hang on when the person must have what is asked. */
type Due = Required<Pick<FindingDraft, "status" | "severity" | "message">>;

function dueOf(verdict: PersonVerdict, person: Person, requirement: Requirement, input: JudgedOrg): Due {
  const pending = (message: string): Due => ({ status: "pending", severity: "low", message });
  if (standingOf(person) === "pending") {
    return pending(`${verdict.message}; the account is ${person.status}, so nothing is due yet.`);
  }
  if (verdict.status === "pending") return pending(`${verdict.message}.`);
  const due = dueAt(person, requirement, input);
  if (verdict.status === "open" && due !== null) {
    return pending(`${verdict.message}; it is due by ${due.toISOString()}.`);
  }
  return { status: verdict.status, severity: requirement.severity, message: `${verdict.message}.` };
}

/**
 * Judges everyone to whom a requirement applies, people who have not signed in yet included. What they lack is
 * pending and no drift; so is what people lack who are still within the requirement's grace. That something could
 * not be told stays unknown within the grace.
 *
 * @param judgeFor - makes the judge of one requirement, once for all people
 */
export function* judgePeople(
  field: string,
  requirements: readonly Requirement[],
  input: JudgedOrg,
  judgeFor: (requirement: Requirement) => JudgePerson,
): Generator<CheckResult> {
  const { people, coverageOf } = input.judgement;
  const partial = whyPartial("users", input.org);
  if (partial !== null && requirements.length > 0) yield { unknown: `not everybody was read (${partial})` };
  for (const requirement of requirements) {
    const coverage = coverageOf(requirement);
    for (const uncertainty of coverage.uncertainties)
      yield { unknown: `requirement "${requirement.id}": ${uncertainty}` };
    const judge = judgeFor(requirement);
    for (const person of [...people.inScope, ...people.pending]) {
      if (!coverage.covers(person.id)) continue;
      const verdict = judge(person);
      if (verdict === null) continue;
      const { status, severity, message } = dueOf(verdict, person, requirement, input);
      const subject = { type: "user", id: person.id, name: person.login } as const;
      yield { ...verdict, status, severity, message, subject, field, requirement: requirement.id };
    }
  }
}
