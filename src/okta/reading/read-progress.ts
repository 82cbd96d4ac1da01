import type { WindowBudget } from "../transport/rate-window.ts";

/** How far the reading is; given to `onProgress` whenever something was read. */
export interface ReadProgress {
  /** Part of the org that is being read, as a word for people: `people`, `groups`, `enrolments`. */
  readonly phase: string;
  /** People whose enrolments have been asked for. */
  readonly examined: number;
  /** People whose enrolments are needed; null until that is known. */
  readonly inScope: number | null;
  /** Calls of ours that still fit in the current rate limit window; null when Okta has not said. */
  readonly callsLeft: number | null;
  /** Estimated, until the last person is read; null when there is nothing to estimate from. */
  readonly secondsLeft: number | null;
}

/** Okta's windows last a minute (okta-api 7). */
const windowMs = 60_000;

export interface Pace {
  readonly done: number;
  readonly left: number;
  readonly elapsedMs: number;
  readonly nowMs: number;
  readonly budget: WindowBudget | null;
}

/** Seconds until the rest is read: by the speed so far, or by the rate limit where that is what holds it up. */
export function secondsLeft({ done, left, elapsedMs, nowMs, budget }: Pace): number | null {
  if (left === 0) return 0;
  if (done === 0) return null;
  const bySpeedMs = (elapsedMs / done) * left;
  if (budget === null || left <= budget.callsLeft) return Math.round(bySpeedMs / 1000);
  const windows = Math.ceil((left - budget.callsLeft) / budget.callsPerWindow);
  const byLimitMs = Math.max(0, budget.resetAtMs - nowMs) + (windows - 1) * windowMs;
  return Math.round(Math.max(byLimitMs, (bySpeedMs / left) * Math.min(left, budget.callsPerWindow)) / 1000);
}
