import type { AlertRecord } from "../../ledger/alert-record.ts";
import type { LogEvent } from "../../model/log-event.ts";
import type { Detection } from "../detections/detection.ts";
import { enabledDetections } from "../detections/settings.ts";
import type { AlertRules } from "../event/alert-rules.ts";
import { wasDone } from "../event/outcome.ts";
import { actingPerson, isPushEvent } from "../event/push-answer.ts";
import { rememberedEventTypes } from "../memory/remember.ts";
import { policyActions } from "../policy-event/policy-actions.ts";
import { isOpen } from "./alert-record.ts";

/**
 * The event types that a watch has to ask the System Log for: what the detections read that are on, what closes the
 * alerts of all, and memory.
 */
export function watchedEventTypes(
  detections: readonly Detection[],
  rules: Pick<AlertRules, "detections">,
): readonly string[] {
  const read = enabledDetections(detections, rules).flatMap(({ eventTypes }) => eventTypes);
  const closing = detections.flatMap(({ closedBy }) => closedBy);
  return [...new Set([...read, ...closing, ...rememberedEventTypes])].toSorted();
}

/** Okta's ids; what is none (a log can hold anything) is not asked for. */
const isId = (id: string | null): id is string => id !== null && /^[A-Za-z0-9_-]+$/.test(id);

/**
 * The people whom the org has to be asked about: those whom events are about and those with an open alert. User ids,
 * each once. Signing in says nothing of what the org would show.
 */
export function peopleToRead(events: readonly LogEvent[], alerts: readonly AlertRecord[]): readonly string[] {
  const inEvents = events
    .filter((event) => !isPushEvent(event) && wasDone(event))
    .flatMap(({ targets }) => targets.filter(({ type }) => type === "User").map(({ id }) => id));
  const inAlerts = alerts
    .filter((record) => isOpen(record) && record.alert.subject.type === "user")
    .map(({ alert }) => alert.subject.id);
  return [...new Set([...inEvents, ...inAlerts].filter(isId))];
}

/**
 * Whether what app sign-in policies come to has to be asked: an event may have changed one, or an open alert is about
 * something other than a person.
 */
export const asksOfPolicies = (events: readonly LogEvent[], alerts: readonly AlertRecord[]): boolean =>
  events.some(({ eventType }) => Object.hasOwn(policyActions, eventType)) ||
  alerts.some((record) => isOpen(record) && record.alert.subject.type !== "user");

/** The people of whom a delivery has to know what is remembered: those, and whoever answered a push. */
export function peopleToRecall(events: readonly LogEvent[], toRead: readonly string[]): readonly string[] {
  const answering = events.flatMap((event) => (isPushEvent(event) ? (actingPerson(event)?.id ?? []) : []));
  return [...new Set([...toRead, ...answering])];
}
