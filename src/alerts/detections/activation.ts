import type { LifecycleEvent, PersonMemory } from "../../ledger/memory.ts";
import type { LogEvent } from "../../model/log-event.ts";
import type { AlertRules } from "../event/alert-rules.ts";
import type { Memory } from "../memory/memory.ts";
import { markOf } from "../memory/remember.ts";
import type { AlertDraft } from "./detection.ts";

/**
 * An account older than this was not created to be activated now. Okta logs both within seconds when somebody is
 * created active; half an hour leaves room for imports and for an administrator who does it in two steps.
 */
const newcomerMs = 30 * 60_000;
/** Okta may stamp an activation a moment before the creation of the same request. */
const slackMs = 60_000;

const creations: ReadonlySet<string> = new Set(["user.lifecycle.create", "system.import.user.create"]);
const activation = "user.lifecycle.activate";
const deactivation = "user.lifecycle.deactivate";

/** Kind of an activation. Okta's own call serves both: STAGED people and DEPROVISIONED ones (okta-api 1.3). */
export type ActivationKind =
  /** Part of the creation of the account. */
  | { readonly kind: "joiner"; readonly creation: LifecycleEvent }
  /** The first one of an account that was made earlier, or by means that the log does not show. */
  | { readonly kind: "first" }
  /** Of an account that was deactivated. */
  | { readonly kind: "return"; readonly why: string }
  /** Nothing is known of the account. */
  | { readonly kind: "unclear" };

export interface JudgedActivation {
  readonly mark: LifecycleEvent;
  readonly judged: ActivationKind;
}

interface Known {
  readonly person: PersonMemory | null;
  readonly marks: readonly LifecycleEvent[];
  readonly created: string | null;
  readonly watchedSince: string | null;
}

const time = (mark: { readonly at: string }): number => Date.parse(mark.at);

/**
 * The activations on which an event of an account sheds light: itself, and the next one after it, which may have
 * been judged without it when the event comes late.
 */
export function activationsSeenBy(
  event: LogEvent,
  id: string,
  memory: Memory,
  { managedActors }: AlertRules,
): readonly JudgedActivation[] {
  const person = memory.person(id);
  const own = markOf(event, managedActors);
  const others = (person?.marks ?? []).filter(({ uuid }) => uuid !== own.uuid);
  const marks = [...others, own].toSorted((left, right) => time(left) - time(right));
  const created = memory.live.people.get(id)?.created ?? person?.created ?? null;
  const known = { person, marks, created, watchedSince: memory.org.watchedSince };
  const next = marks.find(
    (mark) => mark !== own && mark.eventType === activation && time(mark) >= time(own) - slackMs,
  );
  return [own, next]
    .filter((mark) => mark !== undefined)
    .filter(({ eventType }) => eventType === activation)
    .map((mark) => ({ mark, judged: judgeActivation(mark, id, known) }));
}

/** The log comes first: it saw everything since it is watched; then what was read of the org. */
export function judgeActivation(mark: LifecycleEvent, id: string, known: Known): ActivationKind {
  return (
    byMarks(mark, id, known.marks) ??
    byStatus(mark, known.person) ??
    byAge(mark, known) ?? { kind: "unclear" }
  );
}

function byMarks(mark: LifecycleEvent, id: string, marks: readonly LifecycleEvent[]): ActivationKind | null {
  const creation = marks.find(
    (one) =>
      creations.has(one.eventType) &&
      time(mark) - time(one) >= -slackMs &&
      time(mark) - time(one) <= newcomerMs,
  );
  const before = marks.slice(0, marks.indexOf(mark));
  const turns = before.filter(({ eventType }) => eventType === activation || eventType === deactivation);
  const last = turns[turns.length - 1];
  if (last?.eventType === deactivation)
    return { kind: "return", why: `it was deactivated on ${day(last.at)}` };
  // People who set their password finish the activation that an administrator began.
  const isFinishing = mark.actor.id === id;
  if (last !== undefined && !isFinishing) {
    return { kind: "return", why: `it had been activated before, on ${day(last.at)}` };
  }
  if (creation !== undefined) return { kind: "joiner", creation };
  const isKnownFromBirth = before.some(({ eventType }) => creations.has(eventType));
  return isKnownFromBirth || last !== undefined ? { kind: "first" } : null;
}

function byStatus({ at }: LifecycleEvent, person: PersonMemory | null): ActivationKind | null {
  const status = person?.status ?? null;
  if (status === null || status.at >= at) return null;
  // PROVISIONED people finish their activation; anybody else cannot be activated without having been deactivated.
  if (status.value === "STAGED" || status.value === "PROVISIONED") return { kind: "first" };
  return { kind: "return", why: `it was ${status.value} on ${day(status.at)}` };
}

function byAge(mark: LifecycleEvent, { created, watchedSince }: Known): ActivationKind | null {
  if (created !== null) {
    const isNew = time(mark) - Date.parse(created) <= newcomerMs;
    return isNew ? { kind: "first" } : { kind: "return", why: `it was created on ${day(created)}` };
  }
  if (watchedSince === null || time(mark) - Date.parse(watchedSince) <= newcomerMs) return null;
  return { kind: "return", why: `its creation lies before ${day(watchedSince)}` };
}

const day = (iso: string): string => iso.slice(0, 10);

/**
 * Those of one kind, as one draft's events. It is ours only when all of it is; otherwise it is told of whoever did
 * the last part that is not.
 */
export function draftOf(
  activations: readonly JudgedActivation[],
  draft: (latest: JudgedActivation) => Omit<AlertDraft, "events" | "by">,
): AlertDraft | null {
  const latest = activations[activations.length - 1];
  if (latest === undefined) return null;
  const marks = activations.flatMap(({ mark, judged }) =>
    judged.kind === "joiner" ? [judged.creation, mark] : [mark],
  );
  const { actor, isManaged } = marks.findLast((mark) => !mark.isManaged) ?? latest.mark;
  return { ...draft(latest), by: { actor, isManaged }, events: marks.map(eventOf) };
}

const eventOf = ({ uuid, at }: LifecycleEvent) => ({ uuid, published: at });
