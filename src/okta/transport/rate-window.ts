import type { RateHeaders } from "./rate-headers.ts";

/** State of one family's budget, updated by every answer; times are local epoch milliseconds. */
export interface RateWindow {
  /** Says whether a request may be sent now, and if not, what to wait for. */
  verdict(nowMs: number): "go" | "wait-for-answer" | { readonly untilMs: number };
  /** A request is about to be sent. */
  sent(): void;
  /** It was answered, or failed; headers are null when there were none. */
  answered(headers: RateHeaders | null, nowMs: number): void;
  /** Our own calls that still fit in this window, or null when the budget is not known. */
  budget(): WindowBudget | null;
}

export interface WindowBudget {
  readonly callsLeft: number;
  /** Our share of a whole window. */
  readonly callsPerWindow: number;
  readonly resetAtMs: number;
}

interface KnownWindow {
  limit: number;
  /** Requests that the server said were left, less those we have sent since. */
  remaining: number;
  reset: number;
  resetAtMs: number;
  /** Our own calls in this window. */
  used: number;
}

/** A tenth stays for others even when our share would allow more (okta-api 7: leave 10 to 20 %). */
const reservedShare = 0.1;

/** Part of our share that stays for those who take over and must ask once to learn that it is used up. */
const askingShare = 0.05;

/**
 * Keeps one family within its share. The first request goes alone: until it is answered nobody knows how
 * small the budget is. A server that sends no headers is taken to have no limit.
 *
 * @param follows another run of ours may have used the same window just before: all that is used of the first one is
 *   taken for ours, and another may follow on this one
 */
export function openRateWindow(rateShare: number, follows = false): RateWindow {
  let window: KnownWindow | null = null;
  let isFirst = true;
  let hasAnswered = false;
  let inFlight = 0;
  const allowance = (known: KnownWindow): number => {
    const ours = Math.floor(known.limit * rateShare);
    return Math.max(1, follows ? ours - Math.ceil(ours * askingShare) : ours);
  };
  const reserve = (known: KnownWindow): number =>
    Math.floor(known.limit * Math.min(reservedShare, 1 - rateShare));

  const learn = (headers: RateHeaders, nowMs: number): void => {
    const remaining = headers.remaining - inFlight;
    const resetAtMs = nowMs + headers.resetInMs;
    if (window === null || headers.reset > window.reset) {
      const used = follows && isFirst ? headers.limit - remaining : inFlight + 1;
      window = { limit: headers.limit, remaining, reset: headers.reset, resetAtMs, used };
      isFirst = false;
      return;
    }
    // An answer that was overtaken by one from a newer window says nothing.
    if (headers.reset < window.reset) return;
    window.limit = headers.limit;
    window.remaining = Math.min(window.remaining, remaining);
    // Should the window outlive what was announced, its end is announced anew.
    window.resetAtMs = nowMs < window.resetAtMs ? Math.min(window.resetAtMs, resetAtMs) : resetAtMs;
  };

  return {
    verdict(nowMs) {
      if (!hasAnswered) return inFlight === 0 ? "go" : "wait-for-answer";
      if (window === null) return "go";
      if (nowMs >= window.resetAtMs) {
        // Nothing is known of the next window yet: again the first request goes alone.
        return inFlight === 0 ? "go" : "wait-for-answer";
      }
      const spent = window.used >= allowance(window) || window.remaining <= reserve(window);
      return spent ? { untilMs: window.resetAtMs } : "go";
    },
    sent() {
      inFlight += 1;
      if (window !== null) {
        window.used += 1;
        window.remaining -= 1;
      }
    },
    answered(headers, nowMs) {
      inFlight -= 1;
      hasAnswered = true;
      // A limit of 0 is the concurrency limit's answer; its other numbers mean nothing.
      if (headers !== null && headers.limit > 0) learn(headers, nowMs);
      else if (window !== null && nowMs >= window.resetAtMs) window = null;
    },
    budget() {
      if (window === null) return null;
      const callsPerWindow = allowance(window);
      const callsLeft = Math.min(callsPerWindow - window.used, window.remaining - reserve(window));
      return { callsLeft: Math.max(0, callsLeft), callsPerWindow, resetAtMs: window.resetAtMs };
    },
  };
}
