import { createHash } from "node:crypto";
import type { Detection } from "../../alerts/detections/detection.ts";
import { isPushEvent } from "../../alerts/event/push-answer.ts";
import { streamedMark } from "../../ledger/streamed-mark.ts";
import type { LogEvent } from "../../model/log-event.ts";
import type { StreamPart } from "../../okta/event-stream/read-events.ts";

/** More than come while the log is read once, with those that it has not shown yet. What does not fit comes by the log, as everything does. */
const mostWaiting = 10_000;
/** Okta shows an event in its log within this, or it is none of the org's. */
const provenWithinMs = 10 * 60_000;
const shownUnreadable = 3;

/**
 * Events that came by a stream and wait to be handled, and what the System Log has to say of them. A stream can make an
 * alert sooner; it can close none, and what the log shows of an event is what counts.
 */
export class EventIntake {
  readonly #now: () => number;
  readonly #watched: ReadonlySet<string>;
  readonly #closing: ReadonlySet<string>;
  readonly #waiting = new Map<string, LogEvent>();
  /** When they were dealt with, of those that the log has not shown yet. */
  readonly #unproven = new Map<string, number>();
  readonly #unreadable: string[] = [];
  #unreadableCount = 0;

  /**
   * @param now epoch milliseconds
   * @param watched the event types that are read from the log; others never come
   * @param detections says which events close alerts
   */
  constructor(
    now: () => number,
    watched: Iterable<string>,
    detections: readonly Pick<Detection, "closedBy">[],
  ) {
    this.#now = now;
    this.#watched = new Set(watched);
    this.#closing = new Set(detections.flatMap(({ closedBy }) => closedBy));
  }

  /** Takes a part of a stream in; which of its events are watched. */
  add({ events, unreadable }: StreamPart): readonly LogEvent[] {
    this.#unreadableCount += unreadable.length;
    this.#unreadable.push(...unreadable.slice(0, shownUnreadable - this.#unreadable.length));
    const watched = events.filter(({ event }) => this.#watched.has(event.eventType));
    for (const { event, isWhole } of watched) {
      const isContent = isWhole && !this.#closing.has(event.eventType) && !isPushEvent(event);
      const isRoom = this.#waiting.size + this.#unproven.size < mostWaiting;
      if (isContent && isRoom) this.#waiting.set(event.uuid, event);
    }
    return watched.map(({ event }) => event);
  }

  /** The events that wait, once. */
  take(): readonly LogEvent[] {
    const events = [...this.#waiting.values()];
    this.#waiting.clear();
    return events;
  }

  /** From here on the log is expected to show these. */
  expect(events: readonly LogEvent[]): void {
    for (const { uuid } of events) this.#unproven.set(uuid, this.#now());
  }

  /** The log shows these. */
  shown(events: readonly LogEvent[]): void {
    for (const { uuid } of events) {
      this.#waiting.delete(uuid);
      this.#unproven.delete(uuid);
    }
  }

  /**
   * Things to say of the stream since the last time, one line each.
   *
   * @param isLast nobody will ask again: what the log does not show by now is said, too
   */
  remarks(isLast = false): readonly string[] {
    const lines = [...this.#unreadableLines()];
    const latest = this.#now() - provenWithinMs;
    const unproven = [...this.#unproven].filter(([, at]) => isLast || at < latest).map(([uuid]) => uuid);
    for (const uuid of unproven) this.#unproven.delete(uuid);
    const [first] = unproven;
    if (first !== undefined) {
      lines.push(
        `the System Log does not show ${isLast ? "yet " : ""}what came by the stream (${unproven.length}: ${first}, …): is it of another org?`,
      );
    }
    return lines;
  }

  *#unreadableLines(): Iterable<string> {
    if (this.#unreadableCount === 0) return;
    const more = this.#unreadableCount - this.#unreadable.length;
    yield `not read from the stream: ${this.#unreadable.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
    this.#unreadable.length = 0;
    this.#unreadableCount = 0;
  }
}

/**
 * By this an event is known that a stream told of: another account of it, by its type, time, actor, outcome or targets, is another
 * event, which is to be handled when the log shows it. A forwarder may leave out other details.
 */
export function streamedAs({ uuid, eventType, published, actor, outcome, targets }: LogEvent): string {
  const identity = [
    uuid,
    eventType,
    published,
    actor?.id,
    outcome.result,
    targets.map(({ type, id }) => [type, id]),
  ];
  return `${streamedMark}${createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 32)}`;
}
