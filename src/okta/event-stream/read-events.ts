import { lineCutter } from "../log-file/json-items.ts";
import type { StreamPiece } from "./follow-file.ts";
import { eventsInLine, type StreamedEvent } from "./unwrap-events.ts";

/** A part of a stream of events. */
export interface StreamPart {
  readonly events: readonly StreamedEvent[];
  /** Lines that hold no event, each with its number in its file and the cause. */
  readonly unreadable: readonly string[];
}

/** Cuts a stream into lines, and takes the events out of their envelopes. A line that has not ended waits for its rest. */
export async function* readStreamedEvents(pieces: AsyncIterable<StreamPiece>): AsyncGenerator<StreamPart> {
  let cutter = lineCutter();
  for await (const piece of pieces) {
    if (piece === null) {
      yield partOf(cutter.end());
      cutter = lineCutter();
    } else yield partOf(cutter.take(piece));
  }
  yield partOf(cutter.end());
}

function partOf(lines: ReturnType<ReturnType<typeof lineCutter>["end"]>): StreamPart {
  const events: StreamedEvent[] = [];
  const unreadable: string[] = [];
  for (const { line, text } of lines) {
    const found = text === null ? null : eventsInLine(text);
    if (found !== null) events.push(...found);
    else unreadable.push(`line ${line}: ${text === null ? "longer than any event" : "no event in it"}`);
  }
  return { events, unreadable };
}
