import type { LogEvent } from "../model/log-event.ts";
import type { UnreadEvent } from "../model/unread-event.ts";
import type { OktaConnection, OktaRead } from "./connection/connection.ts";
import { nextByHeader, pages, pinToOrg, startPageGuard } from "./connection/paging.ts";
import { failOnFirst401 } from "./reading/first-call.ts";
import { failedRead } from "./transport/failed-read.ts";
import { ReadFailure } from "./transport/read-failure.ts";
import { readLogEvents } from "./wire/log-events.ts";

/** A page of the System Log. */
export interface LogPage {
  readonly events: readonly LogEvent[];
  /** Events that could not be read: counted and named, never dropped in silence. */
  readonly malformed: readonly UnreadEvent[];
}

/** A page of a polling read, with where to go on after it: keep it once the page is dealt with. */
export interface PolledPage extends LogPage {
  /** Okta's `next` link. */
  readonly position: string;
}

const endpoint = "/api/v1/logs";
const scope = "okta.logs.read";
/** The most that Okta gives at a time. */
const limit = "1000";

function parsePage(body: unknown): LogPage {
  const page = readLogEvents(body);
  if (page === null) throw new ReadFailure("garbage", "not a list of events");
  return page;
}

async function* translated<Page>(read: () => AsyncGenerator<Page>): AsyncGenerator<Page> {
  try {
    yield* read();
  } catch (failure) {
    throw failure instanceof ReadFailure ? failedRead("the System Log", scope, failure) : failure;
  }
}

/** From where a polling read starts: a kept position, or a time. */
export type LogStart = { readonly position: string } | { readonly since: Date };

/**
 * Reads what was logged since the start, in the order in which Okta stored it, and ends when it has caught up. Every
 * event comes, late ones too, though not in the order of `published` (okta-api 6); call it again with the last
 * position to go on.
 *
 * @param filter in Okta's filter grammar; only used with a start in time, since a position has it already
 * @throws PlumblineError when the log cannot be read
 */
export function pollLog(
  connection: OktaConnection,
  start: LogStart,
  signal: AbortSignal,
  filter?: string,
): AsyncGenerator<PolledPage> {
  connection.needScopes([scope]);
  const guarded = failOnFirst401(connection);
  return translated(async function* () {
    let read: OktaRead =
      "position" in start
        ? { endpoint, url: pinToOrg(connection.orgUrl, start.position) }
        : {
            endpoint,
            query: { since: start.since.toISOString(), limit, ...(filter === undefined ? {} : { filter }) },
          };
    const guard = startPageGuard();
    for (;;) {
      const answer = await guarded.get(read, signal);
      guard(answer.body);
      const page = parsePage(answer.body);
      const next = nextByHeader(answer);
      // Okta promises a next link on every page of a poll; without one there is nothing to go on from.
      if (next === null) throw new ReadFailure("garbage", "a page without a next link");
      const position = pinToOrg(connection.orgUrl, next);
      yield { ...page, position };
      if (page.events.length + page.malformed.length === 0 || position === answer.url) return;
      read = { endpoint, url: position };
    }
  });
}

/** Between which times, and of which events. */
interface LogRange {
  readonly since: Date;
  readonly until: Date;
  /** In Okta's filter grammar. */
  readonly filter?: string;
  readonly newestFirst?: boolean;
}

/**
 * Reads what happened between two times, in order. Okta may leave out events that were delayed; use `pollLog` where
 * all of them matter.
 *
 * @throws PlumblineError when the log cannot be read
 */
export function readLog(
  connection: OktaConnection,
  range: LogRange,
  signal: AbortSignal,
): AsyncGenerator<LogPage> {
  connection.needScopes([scope]);
  const guarded = failOnFirst401(connection);
  const { since, until, filter, newestFirst = false } = range;
  const query = {
    since: since.toISOString(),
    until: until.toISOString(),
    limit,
    ...(newestFirst ? { sortOrder: "DESCENDING" } : {}),
    ...(filter === undefined ? {} : { filter }),
  };
  return translated(async function* () {
    for await (const body of pages(guarded, { endpoint, query }, signal)) yield parsePage(body);
  });
}
