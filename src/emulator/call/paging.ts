import { invalid } from "../wire/api-failure.ts";
import type { Json } from "../wire/json.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";

/**
 * The asked-for page size, within bounds.
 * @throws ApiFailure E0000001 when it is no whole number above zero
 */
export function pageLimit(call: ApiCall, usual: number, largest: number): number {
  const asked = call.query.get("limit");
  if (asked === null || asked === "") return usual;
  const limit = Number(asked);
  // Okta's answer to a limit that is too large is to use its largest (not verified for every endpoint).
  if (Number.isInteger(limit) && limit > 0) return Math.min(limit, largest);
  throw invalid("limit", "The limit must be a positive number.");
}

/**
 * One page of rows that already begin after the cursor. A full page carries a `next` link although nothing
 * may follow it, as recorded orgs do (okta-api 0.2).
 */
export function pageAnswer<Row extends { readonly id: string }>(
  call: ApiCall,
  rows: Iterable<Row>,
  limit: number,
  render: (row: Row) => Json,
): ApiAnswer {
  const page: Row[] = [];
  for (const row of rows) {
    page.push(row);
    if (page.length === limit) break;
  }
  const last = page.at(-1);
  return {
    status: 200,
    body: page.map(render),
    page: { next: page.length === limit && last !== undefined ? nextQuery(call, last.id, limit) : null },
  };
}

/** The query of the link to the page after a cursor. */
export function nextQuery(call: ApiCall, cursor: string, limit: number): URLSearchParams {
  const next = new URLSearchParams(call.query);
  next.set("after", cursor);
  next.set("limit", String(limit));
  return next;
}
