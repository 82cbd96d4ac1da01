import type { LogEvent } from "../../model/log-event.ts";
import type { UnreadEvent } from "../../model/unread-event.ts";
import type { OktaConnection } from "../../okta/connection/connection.ts";
import { type LogStart, pollLog } from "../../okta/system-log.ts";

/** A part of the System Log that is handled at once. */
export interface LogBatch {
  readonly events: readonly LogEvent[];
  /** Those that could not be read. */
  readonly malformed: readonly UnreadEvent[];
  /** Where to go on once it is handled. */
  readonly position: string;
  /** A page of it had no link to go on by, so that `position` stands in for Okta's. */
  readonly isLinkMissing: boolean;
}

/** Keeps memory bounded while a new ledger reads months; one run is one batch otherwise. */
const eventsAtOnce = 5000;

/** Reads the log up to now, a batch at a time; at least one, so that the position is kept where nothing happened. */
export async function* logBatches(
  connection: OktaConnection,
  start: LogStart,
  options: { readonly filter: string; readonly signal: AbortSignal },
): AsyncGenerator<LogBatch> {
  let events: LogEvent[] = [];
  let malformed: UnreadEvent[] = [];
  let position: string | null = null;
  let isLinkMissing = false;
  for await (const page of pollLog(connection, start, options.signal, options.filter)) {
    events.push(...page.events);
    malformed.push(...page.malformed);
    position = page.position;
    isLinkMissing ||= page.isLinkMissing;
    if (events.length + malformed.length < eventsAtOnce) continue;
    yield { events, malformed, position, isLinkMissing };
    events = [];
    malformed = [];
    position = null;
    isLinkMissing = false;
  }
  if (position !== null) yield { events, malformed, position, isLinkMissing };
}
