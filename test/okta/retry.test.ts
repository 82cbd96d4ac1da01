import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultPatience, retryDelay, type Setback } from "../../src/okta/transport/retry.ts";

const fault: Setback = { kind: "fault" };

describe("retryDelay", () => {
  it.each([
    [fault, 1, 0, 250],
    [fault, 1, 1, 500],
    [fault, 2, 0, 500],
    [fault, 4, 1, 4000],
    [{ kind: "crowded" }, 1, 0, 1000],
    [{ kind: "crowded" }, 4, 0, 2000],
    [{ kind: "window", resetInMs: 30_000 }, 1, 0, 30_250],
    [{ kind: "window", resetInMs: 30_000 }, 1, 1, 31_000],
  ] as const)("after %j, attempt %i, chance %d: %i ms", (setback, attempt, random, delay) => {
    expect(retryDelay(setback, attempt, 0, random, defaultPatience)).toBe(delay);
  });

  it("gives up after the last attempt", () => {
    expect(retryDelay(fault, defaultPatience.maxAttempts, 0, 0, defaultPatience)).toBeNull();
  });

  it("gives up rather than wait past its total time", () => {
    const setback: Setback = { kind: "window", resetInMs: 60_000 };
    expect(retryDelay(setback, 3, 130_000, 0, defaultPatience)).toBeNull();
    expect(retryDelay(setback, 3, 100_000, 0, defaultPatience)).toBe(60_250);
  });

  it("never waits longer than it may, nor less than nothing", () => {
    const anySetback = fc.oneof(
      fc.constant<Setback>({ kind: "fault" }),
      fc.constant<Setback>({ kind: "crowded" }),
      fc.integer({ min: 0, max: 90_000 }).map((resetInMs): Setback => ({ kind: "window", resetInMs })),
    );
    const chance = fc.double({ min: 0, max: 0.999, noNaN: true });
    const property = fc.property(
      anySetback,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 400_000 }),
      chance,
      (setback, attempt, elapsed, random) => {
        const delay = retryDelay(setback, attempt, elapsed, random, defaultPatience);
        if (delay === null) return;
        expect(delay).toBeGreaterThan(0);
        expect(elapsed + delay).toBeLessThanOrEqual(defaultPatience.maxTotalMs);
      },
    );
    fc.assert(property);
  });
});
