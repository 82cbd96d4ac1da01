import type { Timing } from "../../src/model/timing.ts";

/** A clock that moves only when everybody sleeps, and dice that always fall the same. */
export interface FakeTiming extends Timing {
  /** Every sleep that was asked for, in milliseconds. */
  readonly slept: number[];
  advance(ms: number): void;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/**
 * Time for tests: whoever sleeps is woken in the order of their times, and the clock jumps there. Hours pass in no
 * time, and two who sleep at once do not add up.
 */
export function fakeTiming(start = Date.parse("2026-03-01T00:00:00.000Z"), random = 0): FakeTiming {
  let nowMs = start;
  let isRunning = false;
  const sleepers: Sleeper[] = [];
  const slept: number[] = [];

  const wakeNext = (): void => {
    sleepers.sort((left, right) => left.until - right.until);
    const next = sleepers.shift();
    if (next === undefined) {
      isRunning = false;
      return;
    }
    nowMs = Math.max(nowMs, next.until);
    next.wake();
    setImmediate(wakeNext);
  };

  return {
    slept,
    now: () => nowMs,
    random: () => random,
    advance: (ms) => {
      nowMs += ms;
    },
    sleep: (ms, signal) => {
      if (signal.aborted) return Promise.resolve();
      slept.push(ms);
      return new Promise((resolve) => {
        const sleeper = { until: nowMs + ms, wake: resolve };
        sleepers.push(sleeper);
        signal.addEventListener("abort", () => resolve());
        if (isRunning) return;
        isRunning = true;
        setImmediate(wakeNext);
      });
    },
  };
}
