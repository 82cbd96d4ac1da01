import type { AlertRecord } from "../../ledger/alert-record.ts";
import { sameName } from "../../model/words.ts";
import type { ClosingRule } from "../detections/detection.ts";
import type { AlertRules } from "../event/alert-rules.ts";
import type { LivePerson } from "../memory/live-facts.ts";
import type { Memory } from "../memory/memory.ts";
import { mayFallToWeaker } from "../policy-event/precedence-weakenings.ts";
import { type AlertChange, isOpen } from "./alert-record.ts";
import { enrolledAgain } from "./enrolment.ts";
import { isOverdue, resolved } from "./manual-resolution.ts";

/** Why an alert can be closed; null: it cannot, or that could not be told. */
type Settles = (record: AlertRecord, memory: Memory, rules: AlertRules) => string | null;

const locked: ReadonlySet<string> = new Set(["SUSPENDED", "DEPROVISIONED", "GONE"]);

/** The state of the org closes an alert only when it was read after everything that the alert tells of. */
const closings: Readonly<Record<ClosingRule, Settles>> = {
  requirements: ofPerson(({ requirements }) => {
    const isGood = requirements.length > 0 && requirements.every(({ isMet }) => isMet === true);
    return isGood ? `every requirement is met (${requirements.map(({ id }) => id).join(", ")})` : null;
  }),
  "acceptable-factor": ofPerson(({ id, hasAcceptableFactor }, { alert }, memory) =>
    hasAcceptableFactor === true ? enrolledAgain(memory.person(id), alert.lastSeenAt, memory.live.at) : null,
  ),
  "factor-restored": ofPerson(({ id, hasAcceptableFactor }, { alert }, memory) => {
    const restoredAt = memory.person(id)?.factorRestoredAt ?? "";
    const isGood = hasAcceptableFactor === true && restoredAt > alert.lastSeenAt;
    return isGood ? enrolledAgain(memory.person(id), alert.lastSeenAt, memory.live.at) : null;
  }),
  "as-declared": asDeclared,
  "asks-enough": (record, memory, rules) =>
    memory.live.lessThanAsked.get(record.alert.subject.id)?.length === 0
      ? "nobody gets in by the policy with less than the baseline asks of everyone"
      : asDeclared(record, memory, rules),
  "by-hand": () => null,
};

function asDeclared({ alert }: AlertRecord, memory: Memory, rules: AlertRules): string | null {
  if (memory.live.matchesBaseline.get(alert.subject.id) === true) return "it is as the baseline declares it";
  return isGoneForGood(alert.subject.id, memory, rules)
    ? "the policy is out of effect, and no policy that people fall to asks for less"
    : null;
}

function ofPerson(
  isGood: (person: LivePerson, record: AlertRecord, memory: Memory) => string | null,
): Settles {
  return (record, memory) => {
    const person = memory.live.people.get(record.alert.subject.id);
    if (person === undefined) return null;
    // Whoever cannot sign in has nothing to enroll; coming back is an alert of its own.
    if (locked.has(person.status)) return `the account cannot sign in (${person.status})`;
    return isGood(person, record, memory);
  };
}

/** An enrollment policy that nobody declared was in effect at the last reading and is not any more. */
function isGoneForGood(id: string, { org, live }: Memory, { enrollmentPolicies }: AlertRules): boolean {
  const before = org.policies?.find((policy) => policy.id === id);
  if (before === undefined || live.policies === null) return false;
  if (enrollmentPolicies.some(({ name }) => sameName(name, before.name))) return false;
  const isInEffect = live.policies.some((policy) => policy.id === id && policy.status === "ACTIVE");
  return !isInEffect && !mayFallToWeaker(before, live.policies);
}

/** Closes an open alert that the live org shows to be settled; null when it stays open. */
export function settle(
  record: AlertRecord,
  closing: ClosingRule,
  memory: Memory,
  rules: AlertRules,
): AlertChange | null {
  const { at } = memory.live;
  if (!isOpen(record) || at < record.alert.lastSeenAt) return null;
  const reason = closings[closing](record, memory, rules);
  if (reason === null) return null;
  const { dueAt } = record.alert;
  const late = isOverdue(record.alert, new Date(at)) ? `, after it was due on ${dueAt}` : "";
  return resolved(record, `${reason}${late}`, at, "itself");
}
