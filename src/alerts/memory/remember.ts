import type { LifecycleMark, PersonMemory } from "../../ledger/memory.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { actorOf, isManagedChange } from "../event/actor.ts";
import { factorOf } from "../event/factor-name.ts";
import type { LivePerson } from "./live-facts.ts";

/** Enough for years of an ordinary account; the oldest go first. */
const mostMarks = 12;

const accountEvents: ReadonlySet<string> = new Set([
  "user.lifecycle.create",
  "system.import.user.create",
  "user.lifecycle.activate",
  "user.lifecycle.reactivate",
  "user.lifecycle.deactivate",
]);
const restoringEvents: ReadonlySet<string> = new Set([
  "user.mfa.factor.activate",
  "user.mfa.factor.unsuspend",
]);
const removingEvents: ReadonlySet<string> = new Set([
  "user.mfa.factor.deactivate",
  "user.mfa.factor.suspend",
]);

const isRemembered = (eventType: string): boolean =>
  accountEvents.has(eventType) ||
  restoringEvents.has(eventType) ||
  removingEvents.has(eventType) ||
  eventType === "user.mfa.factor.reset_all";

/** The types of events that change what is remembered of people. */
export const rememberedEventTypes: readonly string[] = [
  ...accountEvents,
  ...restoringEvents,
  ...removingEvents,
  "user.mfa.factor.reset_all",
];

/** What is known of a person after an event that was done; the same object when it tells nothing new. */
export function rememberEvent(
  person: PersonMemory,
  event: LogEvent,
  managedActors: readonly string[],
): PersonMemory {
  if (!isRemembered(event.eventType)) return person;
  if (accountEvents.has(event.eventType)) return withMark(person, markOf(event, managedActors));
  if (restoringEvents.has(event.eventType)) return withFactor(person, event);
  return withoutFactor(person, event);
}

/** An event of an account as memory keeps it. */
export function markOf(event: LogEvent, managedActors: readonly string[]): LifecycleMark {
  const { eventType, uuid, published } = event;
  const isManaged = isManagedChange(event, managedActors);
  return { eventType, uuid, at: published, actor: actorOf(event), isManaged };
}

function withMark(person: PersonMemory, mark: LifecycleMark): PersonMemory {
  if (person.marks.some(({ uuid }) => uuid === mark.uuid)) return person;
  const marks = [...person.marks, mark].toSorted(
    (left, right) => left.at.localeCompare(right.at) || left.uuid.localeCompare(right.uuid),
  );
  return { ...person, marks: marks.slice(-mostMarks) };
}

function withFactor(person: PersonMemory, event: LogEvent): PersonMemory {
  const { factorRestoredAt: before, factors } = person;
  const named = factorOf(event);
  const [ref] = named?.refs ?? [];
  const known = factors === null || ref === undefined ? null : [...factors, ref].toSorted();
  if (before !== null && before > event.published) return { ...person, factors: known };
  const factorRestored = { actor: actorOf(event), factor: named?.name ?? null };
  return { ...person, factorRestoredAt: event.published, factorRestored, factors: known };
}

/** A factor that was not known to be there makes what is left unknown. */
function withoutFactor(person: PersonMemory, event: LogEvent): PersonMemory {
  const { factors } = person;
  if (factors === null) return person;
  if (event.eventType === "user.mfa.factor.reset_all") return { ...person, factors: [] };
  const refs = factorOf(event)?.refs ?? [];
  const place = factors.findIndex((one) => refs.includes(one));
  return { ...person, factors: place < 0 ? null : factors.toSpliced(place, 1) };
}

/** What is known of a person once the org was read. @param at when, ISO 8601 in UTC */
export function rememberLive(person: PersonMemory, live: LivePerson, at: string): PersonMemory {
  return {
    ...person,
    login: live.login,
    created: live.created ?? person.created,
    status: { value: live.status, at },
    factors: live.factors ?? person.factors,
  };
}
