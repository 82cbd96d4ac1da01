import { matchesScimFilter } from "../scim/scim-match.ts";
import type { ApiError } from "../wire/api-error.ts";
import { writeLogCursor } from "./log-cursor.ts";
import { mentionsKeywords } from "./log-keywords.ts";
import { type LogParams, readLogParams } from "./log-params.ts";

const retentionMs = 90 * 86_400_000;

/** Part of a log event that the query needs. */
interface Published {
  readonly published: string;
}

export type LogAnswer<Event> =
  | {
      readonly kind: "page";
      readonly events: readonly Event[];
      /** The query of the `next` link; null on the last page of a bounded query. */
      readonly next: URLSearchParams | null;
    }
  | { readonly kind: "error"; readonly error: ApiError };

export interface LogQueryOptions {
  readonly now: Date;
  /** How many events before the cursor each polling page gives once more; at-least-once made visible. */
  readonly repeat?: number;
}

interface Placed<Event> {
  readonly event: Event;
  readonly published: number;
  readonly position: number;
}

/**
 * `GET /api/v1/logs` (okta-api 6). Polling goes by persistence order, has no last page, and its `next` link
 * stands on an empty page as well. `stored` is in persistence order and only ever grows. Everything else goes by `published` and ends. Events published over
 * 90 days ago are not given. `since` counts as inclusive and `until` as exclusive (not verified against a
 * live org).
 */
export function queryLog<Event extends Published>(
  stored: readonly Event[],
  query: URLSearchParams,
  options: LogQueryOptions,
): LogAnswer<Event> {
  const reading = readLogParams(query, options.now);
  if (reading.kind === "error") return reading;
  return reading.params.isPolling
    ? poll(stored, query, reading.params, options)
    : searchPublished(stored, query, reading.params, options.now);
}

function isWanted(event: Published, params: LogParams, now: Date): boolean {
  return (
    Date.parse(event.published) >= now.getTime() - retentionMs &&
    (params.filter === null || matchesScimFilter(params.filter, event, { caseSensitiveValues: true })) &&
    mentionsKeywords(event, params.keywords)
  );
}

function nextQuery(query: URLSearchParams, after: string): URLSearchParams {
  const next = new URLSearchParams(query);
  next.set("after", after);
  return next;
}

function poll<Event extends Published>(
  stored: readonly Event[],
  query: URLSearchParams,
  params: LogParams,
  options: LogQueryOptions,
): LogAnswer<Event> {
  const { cursor } = params;
  const start = cursor === null ? firstSince(stored, params.since) : cursor.position;
  const events: Event[] = [];
  let position = cursor === null ? start : Math.max(0, start - (options.repeat ?? 0));
  for (const event of stored.slice(position)) {
    if (events.length >= params.limit) break;
    if (isWanted(event, params, options.now)) events.push(event);
    position += 1;
  }
  const next = nextQuery(query, writeLogCursor({ kind: "polling", position: Math.max(position, start) }));
  next.delete("since");
  return { kind: "page", events, next };
}

/**
 * Polling counts `since` by persistence time, which events do not carry: it is at least the latest `published`
 * of whatever was written before, so that is what it is taken for.
 */
function firstSince(stored: readonly Published[], since: number): number {
  const found = stored.findIndex(({ published }) => Date.parse(published) >= since);
  return found >= 0 ? found : stored.length;
}

function searchPublished<Event extends Published>(
  stored: readonly Event[],
  query: URLSearchParams,
  params: LogParams,
  now: Date,
): LogAnswer<Event> {
  const direction = params.descending ? -1 : 1;
  const order = (left: Place, right: Place) =>
    direction * (left.published - right.published || left.position - right.position);
  const { cursor } = params;
  const found = stored
    .map((event, position): Placed<Event> => ({ event, position, published: Date.parse(event.published) }))
    .filter(
      (placed) =>
        placed.published >= params.since &&
        placed.published < (params.until ?? Number.POSITIVE_INFINITY) &&
        (cursor?.kind !== "published" || order(placed, cursor) > 0) &&
        isWanted(placed.event, params, now),
    )
    .sort(order);
  const page = found.slice(0, params.limit);
  const last = page.at(-1);
  const next =
    last === undefined || found.length <= page.length
      ? null
      : nextQuery(
          query,
          writeLogCursor({ kind: "published", published: last.published, position: last.position }),
        );
  return { kind: "page", events: page.map(({ event }) => event), next };
}

type Place = Pick<Placed<unknown>, "published" | "position">;
