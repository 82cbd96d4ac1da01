import type { AlertRecord } from "../ledger/alert-record.ts";
import type { PersonMemory } from "../ledger/memory.ts";
import type { LogEvent } from "../model/log-event.ts";
import { unreadEventType } from "../model/unread-event.ts";
import type { Detection } from "./detections/detection.ts";
import type { AlertRules } from "./event/alert-rules.ts";
import { byTime } from "./event/by-time.ts";
import { watchedEventTypes } from "./lifecycle/people-to-read.ts";
import { deliveryTaker } from "./lifecycle/take-delivery.ts";
import { noLiveFacts } from "./memory/live-facts.ts";

/** Every delivery looks through all alerts so far: few deliveries, and each of a size that memory does not notice. */
const deliverySize = 10_000;

/** Result of running the detections over past events. */
export interface Backtest {
  /** Events of a kind that detections read, each once. */
  readonly events: number;
  /** Events that came again, and count once. */
  readonly duplicates: number;
  /** As they would be now, oldest first; recorded changes of ours are not among them. */
  readonly alerts: readonly AlertRecord[];
  /** Changes by managed actors, which are recorded and never alerted. */
  readonly recorded: number;
  /** How many alerts each detection would have opened; every detection is there. */
  readonly opened: Readonly<Record<string, number>>;
}

/** Takes past events in any order, and tells in the end what watching from the first would have raised. */
export interface RunningBacktest {
  /** The types of events that matter: of others nothing is kept. */
  readonly eventTypes: ReadonlySet<string>;
  take(events: readonly LogEvent[]): void;
  /** @param watchedSince ISO 8601, UTC: before then nothing is known */
  finish(watchedSince: string | null): Backtest;
}

/** An event that waits until all have come. */
interface Waiting {
  readonly uuid: string;
  readonly published: string;
  /** JSON, outside of the heap: a quarter of what the object would take. */
  readonly text: Buffer;
}

/**
 * Runs detections over past events, as if they had been watched from the first. The org of then cannot be read: what
 * needs it is told from the events alone, and alerts close only by events.
 */
export function startBacktest(detections: readonly Detection[], rules: AlertRules): RunningBacktest {
  const eventTypes = new Set(watchedEventTypes(detections, rules));
  const waiting = new Map<string, Waiting>();
  let duplicates = 0;
  let unread = 0;
  return {
    eventTypes,
    take: (events) => {
      for (const event of events) {
        const { uuid, published } = event;
        if (!eventTypes.has(event.eventType)) continue;
        if (waiting.has(uuid)) duplicates++;
        else {
          waiting.set(uuid, { uuid, published, text: Buffer.from(JSON.stringify(event)) });
          unread += Number(event.eventType === unreadEventType);
        }
      }
    },
    finish: (watchedSince) => {
      const events = [...waiting.values()].sort(byTime);
      waiting.clear();
      return {
        events: events.length - unread,
        duplicates,
        ...replay(events, watchedSince, { detections, rules }),
      };
    },
  };
}

const whenOpened = ({ alert }: AlertRecord) => ({ uuid: alert.id, published: alert.openedAt });

function replay(
  events: readonly Waiting[],
  watchedSince: string | null,
  { detections, rules }: { readonly detections: readonly Detection[]; readonly rules: AlertRules },
): Pick<Backtest, "alerts" | "recorded" | "opened"> {
  const take = deliveryTaker(detections, rules);
  const records = new Map<string, AlertRecord>();
  const people = new Map<string, PersonMemory>();
  const opened = new Map<string, number>(detections.map(({ id }) => [id, 0]));
  let recorded = 0;
  for (let start = 0; start < events.length; start += deliverySize) {
    const after = take({
      events: events
        .slice(start, start + deliverySize)
        .map(({ text }): LogEvent => JSON.parse(text.toString())),
      alerts: [...records.values()],
      people,
      org: { watchedSince, policies: null },
      // Older than every event: nothing that was read could close an alert.
      live: noLiveFacts(""),
    });
    for (const record of after.alerts) records.set(record.alert.id, record);
    for (const [id, person] of after.people) people.set(id, person);
    for (const { kind, record } of after.changes) {
      const { detection } = record.alert;
      if (kind === "opened") opened.set(detection, (opened.get(detection) ?? 0) + 1);
      if (kind === "recorded") recorded++;
    }
  }
  return {
    alerts: [...records.values()]
      .filter(({ resolvedBy }) => resolvedBy !== "managed")
      .sort((left, right) => byTime(whenOpened(left), whenOpened(right))),
    recorded,
    opened: Object.fromEntries(opened),
  };
}
