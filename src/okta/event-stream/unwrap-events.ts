import { z } from "zod";
import type { LogEvent } from "../../model/log-event.ts";
import { readLogEvent } from "../wire/log-events.ts";

/** An event that came by a stream. */
export interface StreamedEvent {
  readonly event: LogEvent;
  /** It has every part that detections look at; one that has not tells that something happened, and no more. */
  readonly isWhole: boolean;
}

/** Parts that every event has in the System Log, empty or not; a forwarder may have taken some away. */
const parts = ["actor", "client", "outcome", "target", "debugContext", "transaction"] as const;

/**
 * Places where forwarders put the event: `detail` is EventBridge's, `event` Splunk's HTTP event collector's, `data.events` that of
 * Okta's event hooks, `result` and `_raw` of Splunk searches, `Message` and `body` of SNS and SQS, `Records` of Lambda.
 */
const wrappers = [
  "detail",
  "event",
  "data",
  "events",
  "result",
  "_raw",
  "Message",
  "Body",
  "body",
  "Records",
  "records",
];

/** An envelope in an envelope in an envelope is still one; beyond that it is something else. */
const deepest = 5;

const objectSchema = z.record(z.string(), z.unknown());
const isEvent = (value: Readonly<Record<string, unknown>>): boolean =>
  typeof value["uuid"] === "string" && typeof value["published"] === "string";

/** The events of one line of a stream, out of whatever envelope; null where there is none. */
export function eventsInLine(text: string): readonly StreamedEvent[] | null {
  const json = parsed(text);
  return json === undefined ? null : eventsIn(json, 0);
}

function eventsIn(value: unknown, depth: number): readonly StreamedEvent[] | null {
  if (depth > deepest) return null;
  if (typeof value === "string") return eventsInText(value, depth);
  if (Array.isArray(value)) return gathered(value, depth);
  const object = objectSchema.safeParse(value).data;
  if (object === undefined) return null;
  if (isEvent(object)) return oneEvent(object);
  const wrapped = wrappers.flatMap((key) => (Object.hasOwn(object, key) ? [object[key]] : []));
  return wrapped.length === 0 ? null : gathered(wrapped, depth);
}

function eventsInText(text: string, depth: number): readonly StreamedEvent[] | null {
  const json = parsed(text);
  return json === undefined ? null : eventsIn(json, depth + 1);
}

/** Null where one of them holds none: part of a line is lost then, and the line is told as one that could not be read. */
function gathered(values: readonly unknown[], depth: number): readonly StreamedEvent[] | null {
  const found = values.map((value) => eventsIn(value, depth + 1));
  const all = found.flatMap((one) => one ?? []);
  return all.length === 0 ? null : all;
}

function oneEvent(object: Readonly<Record<string, unknown>>): readonly StreamedEvent[] | null {
  const read = readLogEvent(object);
  if (!("event" in read)) return null;
  return [{ event: read.event, isWhole: parts.every((part) => Object.hasOwn(object, part)) }];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
