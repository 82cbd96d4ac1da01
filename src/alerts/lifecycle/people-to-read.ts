import type { AlertRecord } from "../../ledger/alert-record.ts";
import type { LogEvent } from "../../model/log-event.ts";
import type { Detection } from "../detections/detection.ts";
import { wasDone } from "../event/outcome.ts";
import { rememberedEventTypes } from "../memory/remember.ts";
import { isOpen } from "./alert-record.ts";

/** The event types that a watch has to ask the System Log for: what detections read, what closes alerts, and memory. */
export function watchedEventTypes(detections: readonly Detection[]): readonly string[] {
  const types = detections.flatMap(({ eventTypes, closedBy }) => [...eventTypes, ...closedBy]);
  return [...new Set([...types, ...rememberedEventTypes])].toSorted();
}

/**
 * The people of whom a delivery has to know what is remembered and what the org shows: those whom its events are
 * about and those with an open alert. User ids, each once.
 */
export function peopleToRead(
  events: readonly LogEvent[],
  alerts: readonly AlertRecord[],
  detections: readonly Detection[],
): readonly string[] {
  const watched = new Set(watchedEventTypes(detections));
  const inEvents = events
    .filter((event) => watched.has(event.eventType) && wasDone(event))
    .flatMap(({ targets }) => targets.filter(({ type }) => type === "User"))
    .flatMap(({ id }) => (id === null ? [] : [id]));
  const inAlerts = alerts.filter((record) => isOpen(record) && record.alert.subject.type === "user");
  return [...new Set([...inEvents, ...inAlerts.map(({ alert }) => alert.subject.id)])];
}
