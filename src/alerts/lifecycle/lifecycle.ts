import { createHash } from "node:crypto";
import type { AlertEvent, AlertRecord } from "../../ledger/alert-record.ts";
import type { Alert, AlertActor, AlertSubject } from "../../model/alert.ts";
import { type Severity, severities } from "../../model/words.ts";
import { byTime } from "../event/by-time.ts";
import { type AlertChange, isOpen } from "./alert-record.ts";
import { resolved } from "./manual-resolution.ts";

/** A draft with everything that an alert starts from. */
export interface RaisedDraft {
  readonly detection: string;
  readonly severity: Severity;
  readonly subject: AlertSubject;
  readonly title: string;
  readonly actor: AlertActor;
  readonly dueAt: string | null;
  /** Oldest first, each once; at least one. */
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
function alertId(detection: string, subject: AlertSubject, first: AlertEvent): string {
  const identity = JSON.stringify([detection, subject.type, subject.id, first.uuid]);
  return createHash("sha256").update(identity).digest("hex").slice(0, 32);
}

const moreSevere = (left: Severity, right: Severity): Severity =>
  severities.indexOf(left) <= severities.indexOf(right) ? left : right;

/**
 * Applies a draft to the alerts on the same subject: it joins the one that tells of its events already or is still
 * open, opens one again that was closed by hand when the draft lies before the closing (whoever closed it did not
 * know), or opens another.
 *
 * @param onSubject the alerts on the draft's subject, resolved ones too
 */
export function takeDraft(onSubject: readonly AlertRecord[], draft: RaisedDraft): readonly AlertChange[] {
  const same = onSubject.filter(({ alert }) => alert.detection === draft.detection);
  const alike = draft.isManaged ? same : same.filter(({ resolvedBy }) => resolvedBy !== "managed");
  const isKnown = (event: AlertEvent) => alike.some(({ alert }) => alert.events.includes(event.uuid));
  const [first, ...rest] = draft.events.filter((event) => !isKnown(event));
  if (first === undefined) return [];
  const fresh = { ...draft, events: [first, ...rest] } as const;
  const target = targetOf(alike, draft, rest[rest.length - 1] ?? first);
  const change = target === undefined ? begin(fresh) : join(target, fresh);
  return [change, ...replaced(onSubject, draft, change.record.alert.id)];
}

function targetOf(alike: readonly AlertRecord[], draft: RaisedDraft, last: AlertEvent) {
  const overlapping = alike.find(({ alert }) => draft.events.some(({ uuid }) => alert.events.includes(uuid)));
  if (draft.isManaged || (overlapping !== undefined && isOpen(overlapping))) return overlapping;
  return alike.find(isOpen) ?? alike.find((one) => wasUnknownWhenClosed(one, last));
}

function wasUnknownWhenClosed(record: AlertRecord, { published }: AlertEvent): boolean {
  const { resolvedAt } = record.alert;
  return resolvedAt !== null && published <= resolvedAt && !isToldBetter(record);
}

const toldBy = "told by alert ";

/** Another alert tells all that this one did: it says nothing any more, and what comes late would be lost in it. */
export const isToldBetter = ({ alert, resolvedBy }: AlertRecord): boolean =>
  resolvedBy === "itself" && alert.resolution?.startsWith(toldBy) === true;

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

function begin(draft: RaisedDraft): AlertChange {
  const alert = start(draft);
  const { events } = draft;
  if (!draft.isManaged) return { kind: "opened", record: { alert, events, resolvedBy: null } };
  const resolution = `a managed change: ${draft.actor.name} is one of the managed actors`;
  const recorded: Alert = { ...alert, state: "resolved", resolvedAt: alert.lastSeenAt, resolution };
  return { kind: "recorded", record: { alert: recorded, events, resolvedBy: "managed" } };
}

/** A script that changes one thing all night must not make an alert of any size: the first and the latest are kept. */
const mostEvents = 1000;

function bounded(events: readonly AlertEvent[]): readonly AlertEvent[] {
  return events.length <= mostEvents ? events : [...events.slice(0, 1), ...events.slice(1 - mostEvents)];
}

function join({ alert, events, resolvedBy }: AlertRecord, draft: RaisedDraft): AlertChange {
  const known = new Set(alert.events);
  const all = bounded([...events, ...draft.events.filter(({ uuid }) => !known.has(uuid))].toSorted(byTime));
  const newest = all[all.length - 1];
  // The latest is told, whatever the order in which Okta delivered it.
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
  // Where the org was found good it was read after this happened: nothing to open again.
  const isAsBefore = alert.state === "open" || resolvedBy === "itself" || resolvedBy === "managed";
  if (isAsBefore || draft.isManaged)
    return { kind: "joined", record: { alert: joined, events: all, resolvedBy } };
  const reopened: Alert = { ...joined, state: "open", resolvedAt: null, resolution: null };
  return { kind: "reopened", record: { alert: reopened, events: all, resolvedBy: null } };
}

/** Events that the draft tells better leave the alerts that told of them; an alert without any is closed. */
function replaced(
  onSubject: readonly AlertRecord[],
  { replaces, events }: RaisedDraft,
  better: string,
): readonly AlertChange[] {
  const told = new Set(events.map(({ uuid }) => uuid));
  return onSubject
    .filter((one) => isOpen(one) && replaces.includes(one.alert.detection))
    .filter(({ alert }) => alert.events.some((uuid) => told.has(uuid)))
    .map((one) => withoutEvents(one, told, better));
}

function withoutEvents(one: AlertRecord, told: ReadonlySet<string>, better: string): AlertChange {
  const left = one.events.filter(({ uuid }) => !told.has(uuid));
  const [first] = left;
  if (first === undefined) return resolved(one, `${toldBy}${better}`, one.alert.lastSeenAt, "itself");
  const lastSeenAt = left[left.length - 1]?.published ?? first.published;
  const alert = { ...one.alert, openedAt: first.published, lastSeenAt, events: left.map(({ uuid }) => uuid) };
  return { kind: "joined", record: { ...one, alert, events: left } };
}
