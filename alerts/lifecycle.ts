import { createHash } from "node:crypto";
import type { Alert, AlertActor, AlertSubject } from "../model/alert.ts";
import { type Severity, severities } from "../model/words.ts";
import { type AlertChange, type AlertRecord, isOpen } from "./alert-record.ts";
import { resolved } from "./by-hand.ts";
import type { AlertEvent } from "./detection.ts";

/** A draft with everything that an alert starts from. */
export interface RaisedDraft {
  readonly detection: string;
  readonly severity: Severity;
  readonly subject: AlertSubject;
  readonly title: string;
  readonly actor: AlertActor;
  readonly dueAt: string | null;
  /** Oldest first; at least one. */
  readonly events: readonly [AlertEvent, ...AlertEvent[]];
  /** Done by an actor of ours: recorded, not alerted. */
  readonly isManaged: boolean;
  /** Detections whose alerts on the same events this one tells better. */
  readonly replaces: readonly string[];
}

/**
 * Names an alert: 32 hex digits of SHA-256 over the detection, whom it is about and its first event, so that the
 * same events make the same alert in every ledger.
 */
export function alertId(detection: string, subject: AlertSubject, first: AlertEvent): string {
  const identity = JSON.stringify([detection, subject.type, subject.id, first.uuid]);
  return createHash("sha256").update(identity).digest("hex").slice(0, 32);
}

const byTime = (left: AlertEvent, right: AlertEvent): number =>
  left.published.localeCompare(right.published) || left.uuid.localeCompare(right.uuid);

const moreSevere = (left: Severity, right: Severity): Severity =>
  severities.indexOf(left) <= severities.indexOf(right) ? left : right;

/**
 * What a draft does to the alerts on the same subject: it joins the one that is still open, makes one that was
 * closed by hand open again when it lay before the closing (whoever closed it did not know), or opens another.
 *
 * @param records every open alert, and resolved ones of the days in which an event may still arrive late
 */
export function takeDraft(records: readonly AlertRecord[], draft: RaisedDraft): readonly AlertChange[] {
  const onSubject = records.filter(({ alert }) => alert.subject.id === draft.subject.id);
  const same = onSubject.filter(({ alert }) => alert.detection === draft.detection);
  const fresh = draft.events.filter(({ uuid }) => !same.some(({ alert }) => alert.events.includes(uuid)));
  if (fresh.length === 0) return [];
  if (draft.isManaged) return [record(draft)];
  const last = draft.events[draft.events.length - 1] ?? draft.events[0];
  const target = same.find(isOpen) ?? same.find((one) => wasUnknownWhenClosed(one, last));
  const change = target === undefined ? open(draft) : join(target, draft);
  return [change, ...replaced(onSubject, draft, change.record.alert.id)];
}

function wasUnknownWhenClosed({ alert, resolvedBy }: AlertRecord, { published }: AlertEvent): boolean {
  return resolvedBy !== null && resolvedBy !== "managed" && published <= (alert.resolvedAt ?? "");
}

function start({ detection, severity, subject, title, actor, dueAt, events }: RaisedDraft): Alert {
  const [first] = events;
  return {
    id: alertId(detection, subject, first),
    detection,
    severity,
    state: "open",
    subject,
    title,
    openedAt: first.published,
    lastSeenAt: events[events.length - 1]?.published ?? first.published,
    dueAt,
    resolvedAt: null,
    resolution: null,
    actor,
    events: events.map(({ uuid }) => uuid),
    note: null,
  };
}

function open(draft: RaisedDraft): AlertChange {
  return { kind: "opened", record: { alert: start(draft), events: draft.events, resolvedBy: null } };
}

function record(draft: RaisedDraft): AlertChange {
  const alert = start(draft);
  const resolution = `a managed change: ${draft.actor.name} is one of the managed actors`;
  return {
    kind: "recorded",
    record: {
      alert: { ...alert, state: "resolved", resolvedAt: alert.lastSeenAt, resolution },
      events: draft.events,
      resolvedBy: "managed",
    },
  };
}

function join({ alert, events, resolvedBy }: AlertRecord, draft: RaisedDraft): AlertChange {
  const known = new Set(alert.events);
  const all = [...events, ...draft.events.filter(({ uuid }) => !known.has(uuid))].toSorted(byTime);
  const newest = all[all.length - 1];
  // What is told is the latest, whatever the order in which Okta delivered it.
  const isNewest = draft.events.some(({ uuid }) => uuid === newest?.uuid);
  const { title, actor, dueAt } = isNewest ? draft : alert;
  const joined: Alert = {
    ...alert,
    title,
    actor,
    dueAt,
    severity: moreSevere(alert.severity, draft.severity),
    openedAt: all[0]?.published ?? alert.openedAt,
    lastSeenAt: newest?.published ?? alert.lastSeenAt,
    events: all.map(({ uuid }) => uuid),
  };
  // The org was read after this happened, and was found good: nothing to open again.
  if (resolvedBy === "itself" || alert.state === "open") {
    return { kind: "joined", record: { alert: joined, events: all, resolvedBy } };
  }
  const reopened: Alert = { ...joined, state: "open", resolvedAt: null, resolution: null };
  return { kind: "reopened", record: { alert: reopened, events: all, resolvedBy: null } };
}

function replaced(
  onSubject: readonly AlertRecord[],
  { replaces, events }: RaisedDraft,
  better: string,
): readonly AlertChange[] {
  const told = new Set(events.map(({ uuid }) => uuid));
  return onSubject
    .filter((one) => isOpen(one) && replaces.includes(one.alert.detection))
    .filter(({ alert }) => alert.events.some((uuid) => told.has(uuid)))
    .map((one) => resolved(one, `told by alert ${better}`, one.alert.lastSeenAt, "itself"));
}
