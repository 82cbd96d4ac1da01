import { createReadStream } from "node:fs";
import { errorCode } from "../model/error-code.ts";
import { PlumblineError } from "../model/errors.ts";
import type { LogEvent } from "../model/log-event.ts";
import type { UnreadEvent } from "../model/unread-event.ts";
import { arrayCutter, type JsonCutter, type JsonItem, lineCutter } from "./log-file/json-items.ts";
import { readLogEvent, wireLogHeading } from "./wire/log-events.ts";

/** Something in the file that is no event. */
export interface MalformedLine extends UnreadEvent {
  readonly line: number;
}

/** A part of a file of System Log events. */
export interface LogFilePart {
  /** How many events there are in this part, of every type. */
  readonly count: number;
  /** Those of the types that were asked for. */
  readonly events: readonly LogEvent[];
  readonly malformed: readonly MalformedLine[];
  /** `published` of the earliest and the latest event, ISO 8601, UTC; null without events. */
  readonly range: { readonly from: string; readonly to: string } | null;
}

/** Large enough that a file of a gigabyte is not read in crumbs. */
const pieceSize = 1024 * 1024;

/**
 * Reads an export of the System Log a part at a time: one event a line, or a JSON array, as Okta's API gives it.
 *
 * @param eventTypes of others only the time is looked at
 * @throws PlumblineError LOG_FILE_UNREADABLE
 */
export async function* readLogFile(
  path: string,
  eventTypes: ReadonlySet<string>,
  signal: AbortSignal,
): AsyncGenerator<LogFilePart> {
  let cutter: JsonCutter | null = null;
  for await (const piece of pieces(path, signal)) {
    cutter ??= cutterFor(piece);
    yield parsePart(cutter.take(piece), eventTypes);
  }
  if (cutter !== null) yield parsePart(cutter.end(), eventTypes);
}

async function* pieces(path: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  let isFirst = true;
  try {
    for await (const piece of createReadStream(path, { highWaterMark: pieceSize, signal })) {
      yield isFirst ? withoutMark(piece) : piece;
      isFirst = false;
    }
  } catch (cause) {
    const code = errorCode(cause);
    if (signal.aborted) throw new PlumblineError("INTERRUPTED", "stopped", { remedy: "run it again", cause });
    const message = code === "ENOENT" ? `there is no file ${path}` : `${path} cannot be read (${code})`;
    throw new PlumblineError("LOG_FILE_UNREADABLE", message, {
      remedy:
        "give an export of the System Log (one event a line, or a JSON array), or how far to look back: 30d",
      cause,
    });
  }
}

const byteOrderMark = Buffer.from("\uFEFF");

const withoutMark = (piece: Buffer): Buffer =>
  piece.subarray(0, byteOrderMark.length).equals(byteOrderMark)
    ? piece.subarray(byteOrderMark.length)
    : piece;

const cutterFor = (piece: Buffer): JsonCutter =>
  piece.subarray(0, 4096).toString("latin1").trimStart().startsWith("[") ? arrayCutter() : lineCutter();

function parsePart(items: readonly JsonItem[], eventTypes: ReadonlySet<string>): LogFilePart {
  const events: LogEvent[] = [];
  const malformed: MalformedLine[] = [];
  const range = { from: "", to: "" };
  for (const item of items) {
    const parsed = parseItem(item, eventTypes);
    if ("unread" in parsed) {
      malformed.push({ ...parsed.unread, line: item.line });
      continue;
    }
    const { published, event } = parsed;
    if (range.from === "" || published < range.from) range.from = published;
    if (published > range.to) range.to = published;
    if (event !== null) events.push(event);
  }
  const count = items.length - malformed.length;
  return { count, events, malformed, range: count === 0 ? null : range };
}

type ParsedItem =
  | { readonly published: string; readonly event: LogEvent | null }
  | { readonly unread: UnreadEvent };

/** An event, of which only the time is kept where its type was not asked for; or why it is none. */
function parseItem({ text }: JsonItem, eventTypes: ReadonlySet<string>): ParsedItem {
  if (text === null) return noEvent("longer than any event", "");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return noEvent("not JSON", text);
  }
  const heading = wireLogHeading.safeParse(json).data;
  if (heading !== undefined && !eventTypes.has(heading.eventType)) {
    return { published: new Date(heading.published).toISOString(), event: null };
  }
  const read = readLogEvent(json);
  return "event" in read ? { published: read.event.published, event: read.event } : read;
}

function noEvent(reason: string, text: string): ParsedItem {
  const read = readLogEvent(text);
  if ("event" in read) return { published: read.event.published, event: read.event };
  const { unread } = read;
  return { unread: { ...unread, reason, event: { ...unread.event, debugData: { reason } } } };
}
