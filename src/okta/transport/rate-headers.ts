/** Reads one response header; null when it is absent. */
export type HeaderReader = (name: string) => string | null;

/** Rate limit window of an endpoint, as Okta states it (okta-api 7). */
export interface RateHeaders {
  /** Requests a window; 0 means that the org's concurrency limit was hit, not a window's. */
  readonly limit: number;
  readonly remaining: number;
  /** Epoch seconds as sent: names the window. */
  readonly reset: number;
  /** Milliseconds until the window ends, by the server's own clock. */
  readonly resetInMs: number;
}

/** Windows last a minute; a reset further away than this is a broken clock and not a promise. */
const longestWindowMs = 90_000;

function wholeNumber(text: string | null): number | null {
  // A header sent twice arrives joined by a comma; the last value is the larger wait.
  const last = text?.split(",").at(-1)?.trim() ?? "";
  return /^\d+$/.test(last) ? Number(last) : null;
}

/**
 * Reads the three headers and `Date`, so that a skewed local clock does not matter. Both have whole
 * seconds and `Date` is rounded down, so the result is never early.
 *
 * @param nowMs local epoch milliseconds, used when there is no `Date`
 * @returns null when the headers are absent or not numbers
 */
export function readRateHeaders(header: HeaderReader, nowMs: number): RateHeaders | null {
  const limit = wholeNumber(header("x-rate-limit-limit"));
  const remaining = wholeNumber(header("x-rate-limit-remaining"));
  const reset = wholeNumber(header("x-rate-limit-reset"));
  if (limit === null || remaining === null || reset === null) return null;
  const date = Date.parse(header("date") ?? "");
  const server = Number.isNaN(date) ? nowMs : date;
  const resetInMs = Math.min(Math.max(reset * 1000 - server, 0), longestWindowMs);
  return { limit, remaining, reset, resetInMs };
}
