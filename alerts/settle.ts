import { type AlertChange, type AlertRecord, isOpen } from "./alert-record.ts";
import { isOverdue, resolved } from "./by-hand.ts";
import type { ClosingRule } from "./detection.ts";
import type { LivePerson } from "./live-facts.ts";
import type { Memory } from "./memory.ts";

/** Why an alert can be closed; null: it cannot, or that could not be told. */
type Settles = (record: AlertRecord, memory: Memory) => string | null;

const locked: ReadonlySet<string> = new Set(["SUSPENDED", "DEPROVISIONED", "GONE"]);

/** The state of the org closes an alert only when it was read after everything that the alert tells of. */
const rules: Readonly<Record<ClosingRule, Settles>> = {
  requirements: ofPerson(({ requirements }) => {
    const isGood = requirements.length > 0 && requirements.every(({ isMet }) => isMet === true);
    return isGood ? `every requirement is met (${requirements.map(({ id }) => id).join(", ")})` : null;
  }),
  "acceptable-factor": ofPerson(({ hasAcceptableFactor }) =>
    hasAcceptableFactor === true ? "an acceptable factor is enrolled again" : null,
  ),
  "factor-restored": ofPerson(({ id, hasAcceptableFactor }, { alert }, memory) => {
    const restoredAt = memory.person(id)?.factorRestoredAt ?? "";
    const isGood = hasAcceptableFactor === true && restoredAt > alert.lastSeenAt;
    return isGood ? "a factor was enrolled again, and an acceptable one is there" : null;
  }),
  "as-declared": ({ alert }, { live }) =>
    live.asDeclared.get(alert.subject.id) === true ? "it is as the baseline declares it" : null,
  "by-hand": () => null,
};

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

/** Closes an open alert that the live org shows to be settled; null when it stays open. */
export function settle(record: AlertRecord, closing: ClosingRule, memory: Memory): AlertChange | null {
  const { at } = memory.live;
  if (!isOpen(record) || at < record.alert.lastSeenAt) return null;
  const reason = rules[closing](record, memory);
  if (reason === null) return null;
  const { dueAt } = record.alert;
  const late = isOverdue(record.alert, new Date(at)) ? `, after it was due on ${dueAt}` : "";
  return resolved(record, `${reason}${late}`, at, "itself");
}
