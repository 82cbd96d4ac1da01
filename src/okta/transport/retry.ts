import { backoffMs } from "../../model/timing.ts";

/** Why one attempt at a request failed in a way that another may not. */
export type Setback =
  /** 429 with headers: the window ends in so many milliseconds. */
  | { readonly kind: "window"; readonly resetInMs: number }
  /** 429 with a limit of 0 (the org's concurrency limit), or without headers. */
  | { readonly kind: "crowded" }
  /** 5xx, 423, a dropped connection, a timeout, a body cut short. */
  | { readonly kind: "fault" };

/** How patient to be; all in milliseconds and attempts per request. */
export interface Patience {
  readonly maxAttempts: number;
  /** Of waiting and asking, for one request. */
  readonly maxTotalMs: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
}

export const defaultPatience: Patience = {
  maxAttempts: 5,
  maxTotalMs: 180_000,
  baseDelayMs: 500,
  maxDelayMs: 20_000,
};

/** Okta suggests a second of margin after a reset; the rest spreads runners that wait for the same one. */
const resetMarginMs = 250;
const resetJitterMs = 750;

/**
 * How long to wait before the next attempt, or null to give up.
 *
 * @param attempt how many attempts have failed, from 1
 * @param elapsedMs since the first attempt began
 * @param random from 0 up to 1
 */
export function retryDelay(
  setback: Setback,
  attempt: number,
  elapsedMs: number,
  random: number,
  patience: Patience,
): number | null {
  if (attempt >= patience.maxAttempts) return null;
  const { baseDelayMs: baseMs, maxDelayMs: mostMs } = patience;
  const backoff = backoffMs(attempt, random, { baseMs, mostMs });
  const delay =
    setback.kind === "window"
      ? setback.resetInMs + resetMarginMs + random * resetJitterMs
      : setback.kind === "crowded"
        ? Math.max(backoff, 1000 + random * 1000)
        : backoff;
  return elapsedMs + delay > patience.maxTotalMs ? null : delay;
}
