import { minuteMs } from "../model/durations.ts";
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

/** A page of a polling read, with where to go on after it: keep it once the page is handled. */
export interface PolledPage extends LogPage {
  /** Okta's `next` link, or what stands in for it. */
  readonly position: string;
  /** The page had no `next` link, which Okta promises on every page of a poll (okta-api 6). */
  readonly isLinkMissing: boolean;
}

const endpoint = "/api/v1/logs";
const scope = "okta.logs.read";
/** The most that Okta gives at a time. */
const limit = "1000";
/** Events of a page where nobody says how many (okta-api 6). */
const defaultLimit = "100";

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

/** Servers that stamp events differ a little. */
const stampsDifferMs = minuteMs;

/**
 * Where to go on after a page without a link. One that is not full is the last for now: what comes next is added to it, so it
 * is read again, and what is known of it is told by its uuid. After a full one the poll goes on by time. `since` is when
 * Okta stored an event (okta-api 6), and no event is stored before it happened: from the latest that the page shows nothing that
 * was stored later is left out.
 *
 * @throws ReadFailure where a full page brings time no further
 */
function withoutLink(url: string, { events, malformed }: LogPage): string {
  const query = new URL(url).searchParams;
  if (events.length + malformed.length < Number(query.get("limit") ?? defaultLimit)) return url;
  const times = [...events, ...malformed].flatMap(({ published }) => Date.parse(published ?? "") || []);
  const latest = Math.max(...times);
  const since = Date.parse(query.get("since") ?? "") || Number.NEGATIVE_INFINITY;
  const from = [latest - stampsDifferMs, latest].find((time) => time > since);
  if (from === undefined || !Number.isFinite(from)) {
    throw new ReadFailure("garbage", "a full page without a next link, which brings time no further");
  }
  query.delete("after");
  query.set("since", new Date(from).toISOString());
  return `${url.split("?", 1)[0]}?${query}`;
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
      const position = next === null ? withoutLink(answer.url, page) : pinToOrg(connection.orgUrl, next);
      yield { ...page, position, isLinkMissing: next === null };
      if (page.events.length + page.malformed.length === 0 || position === answer.url) return;
      read = { endpoint, url: position };
    }
  });
}

/** Whether Okta would not follow a position: it is too old, or of another org (400, 404 or 410). */
export function isPositionRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof ReadFailure && cause.status !== null && [400, 404, 410].includes(cause.status);
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
