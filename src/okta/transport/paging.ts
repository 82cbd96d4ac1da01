import type { OktaAnswer, OktaConnection, OktaRead } from "../connection.ts";
import { nextLink } from "./link-header.ts";
import { ReadFailure } from "./read-failure.ts";

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

/**
 * Follows a list page by page: past an empty page that has a next, and never in a circle.
 *
 * @throws ReadFailure also when Okta's links lead in a circle or off the org
 */
export async function* pages(
  connection: OktaConnection,
  read: OktaRead,
  signal: AbortSignal,
  findNext: FindNext = nextByHeader,
): AsyncGenerator<unknown> {
  const seen = new Set<string>();
  let current: OktaRead = read;
  for (;;) {
    const answer = await connection.get(current, signal);
    seen.add(answer.url);
    yield answer.body;
    const next = findNext(answer);
    if (next === null) return;
    const url = pinToOrg(connection.orgUrl, next);
    if (seen.has(url)) throw new ReadFailure("garbage", "the next links lead in a circle");
    current = { endpoint: read.endpoint, url };
  }
}
