import { nextLink } from "../transport/link-header.ts";
import { ReadFailure } from "../transport/read-failure.ts";
import type { OktaAnswer, OktaConnection, OktaRead } from "./connection.ts";

/** Where an answer says that the next page is; null on the last. */
export type FindNext = (answer: OktaAnswer) => string | null;

/** Most lists: the Link header. */
export const nextByHeader: FindNext = (answer) => nextLink(answer.header("link"));

/**
 * A `next` link as an absolute URL, on the org and nowhere else: the credentials go with every request.
 *
 * @throws ReadFailure off-org
 */
export function pinToOrg(orgUrl: string, next: string): string {
  if (!URL.canParse(next, orgUrl) || new URL(next, orgUrl).origin !== orgUrl) {
    throw new ReadFailure("off-org", "a next link leads away from the org");
  }
  return new URL(next, orgUrl).href;
}

/** Options for following a list, besides where it begins. */
export interface Paging {
  /** Where an answer says that the next page is; the Link header unless given. */
  readonly findNext?: FindNext;
  /** Takes the list out of a page's body; the body itself unless given. */
  readonly itemsOf?: (body: unknown) => unknown;
}

/** An empty page may be followed by a full one, and pages move under a reader; but not for ever. */
const mostIdlePages = 100;

const nameOf = (item: unknown): string => {
  const { id, uuid } = (item ?? {}) as { readonly id?: unknown; readonly uuid?: unknown };
  return String(id ?? uuid ?? JSON.stringify(item));
};

/**
 * Ends a list whose pages go on without anything new, each under a link of its own.
 *
 * @returns what to show every page's items to; it throws ReadFailure at the hundredth in a row that is empty, or was there before
 */
export function startPageGuard(): (items: unknown) => void {
  const seen = new Set<string>();
  let idle = 0;
  return (items) => {
    const list: readonly unknown[] = Array.isArray(items) ? items : [items];
    const page = [list.length, list[0], list.at(-1)].map(nameOf).join(" ");
    const isNew = list.length > 0 && !seen.has(page);
    seen.add(page);
    idle = isNew ? 0 : idle + 1;
    if (idle < mostIdlePages) return;
    throw new ReadFailure("garbage", `the list does not end: ${idle} pages in a row brought nothing new`);
  };
}

/**
 * Follows a list page by page: past an empty page that has a next, never in a circle, and not for ever.
 *
 * @throws ReadFailure also when Okta's links lead in a circle or off the org, or on and on without anything new
 */
export async function* pages(
  connection: OktaConnection,
  read: OktaRead,
  signal: AbortSignal,
  { findNext = nextByHeader, itemsOf = (body) => body }: Paging = {},
): AsyncGenerator<unknown> {
  const seen = new Set<string>();
  const guard = startPageGuard();
  let current: OktaRead = read;
  for (;;) {
    const answer = await connection.get(current, signal);
    seen.add(answer.url);
    guard(itemsOf(answer.body));
    yield answer.body;
    const next = findNext(answer);
    if (next === null) return;
    const url = pinToOrg(connection.orgUrl, next);
    if (seen.has(url)) throw new ReadFailure("garbage", "the next links lead in a circle");
    current = { endpoint: read.endpoint, url };
  }
}
