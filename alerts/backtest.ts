import type { LogEvent } from "../model/log-event.ts";
import type { AlertChange, AlertRecord } from "./alert-record.ts";
import type { AlertRules } from "./alert-rules.ts";
import { byTime } from "./by-time.ts";
import type { Detection } from "./detection.ts";
import { noLiveFacts } from "./live-facts.ts";
import type { PersonMemory } from "./memory.ts";
import { deliveryTaker } from "./take-delivery.ts";

/** A delivery of the System Log has as many at most. */
const pageSize = 1000;

/** What the detections would have made of past events. */
export interface Backtest {
  readonly events: number;
  /** From when to when; null without events. */
  readonly range: { readonly from: string; readonly to: string } | null;
  /** Events that joined an alert are in the alert: over a whole log there may be any number. */
  readonly changes: readonly AlertChange[];
  /** As they would be now, oldest first. */
  readonly alerts: readonly AlertRecord[];
  /** How many alerts each detection would have opened, recorded changes of ours left out; every detection is there. */
  readonly opened: Readonly<Record<string, number>>;
}

/**
 * Runs detections over past events, as if they had been watched from the first. The org of then cannot be read: what
 * needs it is told from the events alone, and alerts close only by events.
 */
export function backtest(
  events: readonly LogEvent[],
  detections: readonly Detection[],
  rules: AlertRules,
): Backtest {
  const inOrder = [...new Map(events.map((event) => [event.uuid, event])).values()].sort(byTime);
  const from = inOrder[0]?.published ?? null;
  const to = inOrder[inOrder.length - 1]?.published ?? null;
  const take = deliveryTaker(detections, rules);
  const records = new Map<string, AlertRecord>();
  const people = new Map<string, PersonMemory>();
  const changes: AlertChange[] = [];
  for (let start = 0; start < inOrder.length; start += pageSize) {
    const after = take({
      events: inOrder.slice(start, start + pageSize),
      alerts: [...records.values()],
      people,
      org: { watchedSince: from, policies: null },
      // Older than every event: nothing that was read could close an alert.
      live: noLiveFacts(""),
    });
    for (const record of after.alerts) records.set(record.alert.id, record);
    for (const [id, person] of after.people) people.set(id, person);
    changes.push(...after.changes.filter(({ kind }) => kind !== "joined"));
  }
  const opened = changes.filter(({ kind }) => kind === "opened").map(({ record }) => record.alert.detection);
  return {
    events: inOrder.length,
    range: from === null || to === null ? null : { from, to },
    changes,
    alerts: [...records.values()].sort((left, right) =>
      left.alert.openedAt < right.alert.openedAt ? -1 : 1,
    ),
    opened: Object.fromEntries(
      detections.map(({ id }) => [id, opened.filter((detection) => detection === id).length]),
    ),
  };
}
