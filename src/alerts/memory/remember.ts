import type { LifecycleEvent, PersonMemory } from "../../ledger/memory.ts";
import type { AlertSubject } from "../../model/alert.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { actorOf, isManagedChange } from "../event/actor.ts";
import { roleEventTypes, rolesTold } from "../event/admin-roles.ts";
import { factorOf } from "../event/factor-name.ts";
import { wasDone } from "../event/outcome.ts";
import { actingPerson, isPushEvent, pushAnswer } from "../event/push-answer.ts";
import { personOf } from "../event/subject.ts";
import type { LivePerson } from "./live-facts.ts";
import { deniedShortlyBefore } from "./push-burst.ts";

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

const resetting = "user.mfa.factor.reset_all";

/** The types of events that change what is remembered of people, whatever detections read. */
export const rememberedEventTypes: readonly string[] = [
  ...accountEvents,
  ...restoringEvents,
  ...removingEvents,
  ...roleEventTypes,
  resetting,
];

/** Of whom an event tells something to remember; null when it tells of nobody. */
export function personRemembered(event: LogEvent): AlertSubject | null {
  if (isPushEvent(event)) return actingPerson(event);
  return wasDone(event) ? personOf(event) : null;
}

/** Memory of a person after an event; the same object when it tells nothing new. */
export function rememberEvent(
  person: PersonMemory,
  event: LogEvent,
  managedActors: readonly string[],
): PersonMemory {
  const { eventType } = event;
  if (isPushEvent(event)) return withPush(person, event);
  if (accountEvents.has(eventType)) return withMark(person, markOf(event, managedActors));
  if (restoringEvents.has(eventType)) return withFactor(person, event);
  if (removingEvents.has(eventType) || eventType === resetting) return withoutFactor(person, event);
  return withRoles(person, event);
}

function withRoles(person: PersonMemory, event: LogEvent): PersonMemory {
  const roles = rolesTold(event);
  const isOld = person.adminRoles !== null && person.adminRoles.at >= event.published;
  return roles === null || isOld ? person : { ...person, adminRoles: { roles, at: event.published } };
}

/** Enough for an hour of prompts, one after the other. */
const mostPushes = 60;

/** An accepted push is kept only after a denial: people accept a push at every sign-in. */
function withPush(person: PersonMemory, event: LogEvent): PersonMemory {
  const { uuid, published: at } = event;
  const answer = pushAnswer(event);
  const isKnown = person.pushes.some((push) => push.uuid === uuid);
  const isOrdinary = answer === "accepted" && !deniedShortlyBefore(at, person.pushes);
  if (answer === null || isKnown || isOrdinary) return person;
  const pushes = [...person.pushes, { uuid, at, answer }].toSorted((left, right) =>
    left.at < right.at ? -1 : 1,
  );
  return { ...person, pushes: pushes.slice(-mostPushes) };
}

/** An event of an account as memory keeps it. */
export function markOf(event: LogEvent, managedActors: readonly string[]): LifecycleEvent {
  const { eventType, uuid, published } = event;
  const isManaged = isManagedChange(event, managedActors);
  return { eventType, uuid, at: published, actor: actorOf(event), isManaged };
}

function withMark(person: PersonMemory, mark: LifecycleEvent): PersonMemory {
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

/** Memory of a person once the org was read. @param at when, ISO 8601 in UTC */
export function rememberLive(person: PersonMemory, live: LivePerson, at: string): PersonMemory {
  return {
    ...person,
    login: live.login,
    created: live.created ?? person.created,
    status: { value: live.status, at },
    factors: live.factors ?? person.factors,
  };
}
