import type { LogEvent } from "../model/log-event.ts";
import type { AlertChange, AlertRecord } from "./alert-record.ts";
import type { Detection } from "./detection.ts";
import { noLiveFacts } from "./live-facts.ts";
import type { AlertRules } from "./settings.ts";
import { deliveryTaker } from "./take-delivery.ts";

/** What the detections would have made of past events. */
export interface Backtest {
  readonly events: number;
  /** From when to when; null without events. */
  readonly range: { readonly from: string; readonly to: string } | null;
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
  const times = events.map(({ published }) => published);
  const from = times.reduce((least, one) => (one < least ? one : least), times[0] ?? "");
  const to = times.reduce((most, one) => (one > most ? one : most), times[0] ?? "");
  const { changes, alerts } = deliveryTaker(
    detections,
    rules,
  )({
    events,
    alerts: [],
    people: new Map(),
    org: { watchedSince: events.length === 0 ? null : from, policies: null },
    // Older than every event: nothing that was read could close an alert.
    live: noLiveFacts(""),
  });
  const opened = changes.filter(({ kind }) => kind === "opened").map(({ record }) => record.alert.detection);
  return {
    events: new Set(events.map(({ uuid }) => uuid)).size,
    range: events.length === 0 ? null : { from, to },
    changes,
    alerts: alerts.toSorted((left, right) => left.alert.openedAt.localeCompare(right.alert.openedAt)),
    opened: Object.fromEntries(
      detections.map(({ id }) => [id, opened.filter((detection) => detection === id).length]),
    ),
  };
}
