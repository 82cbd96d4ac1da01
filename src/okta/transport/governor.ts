import type { Timing } from "../../model/timing.ts";
import { endpointFamily } from "./endpoint-family.ts";
import type { RateHeaders } from "./rate-headers.ts";
import { openRateWindow, type RateWindow, type WindowBudget } from "./rate-window.ts";

/** How a sent request ended, for pacing. */
export interface Ended {
  readonly headers: RateHeaders | null;
  readonly ease: "answered" | "crowded" | "failed";
}

/** Decides when a request may be sent, so that others keep their part of the org's rate limits. */
export interface Governor {
  /**
   * Waits for a turn; the result must be called when the request has ended.
   *
   * @returns null when the signal aborted before a turn came
   */
  turn(endpoint: string, signal: AbortSignal): Promise<((ended: Ended) => void) | null>;
  /** Sleeps and counts it as throttled. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  budget(endpoint: string): WindowBudget | null;
  /** Milliseconds in which at least one request waited for the rate limit. */
  throttledMs(): number;
}

const startWidth = 8;
/** Integrator orgs allow 35 requests at a time (okta-api 7), for everybody together. */
const maxWidth = 16;
/** Answers without trouble before one more request is let out at a time. */
const growEvery = 25;

/**
 * @param rateShare from above 0 to 1: how much of each window's limit we may use ourselves
 * @param follows other runs of ours, on this machine or another, may have read the org until just now
 */
export function startGovernor(timing: Timing, rateShare: number, follows = false): Governor {
  const windows = new Map<string, RateWindow>();
  let width = startWidth;
  let inFlight = 0;
  let smooth = 0;
  let waiting: (() => void)[] = [];
  let sleepers = 0;
  let sleepingSince = 0;
  let throttled = 0;

  const windowOf = (endpoint: string): RateWindow => {
    const family = endpointFamily(endpoint);
    const known = windows.get(family) ?? openRateWindow(rateShare, follows);
    windows.set(family, known);
    return known;
  };

  const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
    if (sleepers === 0) sleepingSince = timing.now();
    sleepers += 1;
    await timing.sleep(ms, signal);
    sleepers -= 1;
    if (sleepers === 0) throttled += timing.now() - sleepingSince;
  };

  const someAnswer = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener("abort", wake);
        resolve();
      };
      signal.addEventListener("abort", wake);
      waiting.push(wake);
    });

  const adapt = (ease: Ended["ease"]): void => {
    smooth = ease === "answered" ? smooth + 1 : 0;
    if (ease !== "answered") width = Math.max(1, Math.floor(width / 2));
    else if (smooth % growEvery === 0) width = Math.min(maxWidth, width + 1);
  };

  const depart = (window: RateWindow): ((ended: Ended) => void) => {
    inFlight += 1;
    window.sent();
    return (ended) => {
      inFlight -= 1;
      window.answered(ended.headers, timing.now());
      adapt(ended.ease);
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    };
  };

  return {
    pause,
    async turn(endpoint, signal) {
      const window = windowOf(endpoint);
      while (!signal.aborted) {
        const now = timing.now();
        const verdict = inFlight >= width ? "wait-for-answer" : window.verdict(now);
        if (verdict === "go") return depart(window);
        if (verdict === "wait-for-answer") await someAnswer(signal);
        else await pause(verdict.untilMs - now + timing.random() * 250, signal);
      }
      return null;
    },
    budget: (endpoint) => windowOf(endpoint).budget(),
    throttledMs: () => (sleepers === 0 ? throttled : throttled + timing.now() - sleepingSince),
  };
}
