import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextAttempt } from "../../../src/alerts/outbox/next-attempt.ts";

const createdAt = new Date("2026-11-23T10:00:00.000Z");
const hours = (count: number): Date => new Date(createdAt.getTime() + count * 3_600_000);
const minutesUntil = (next: Date | null, now: Date): number | null =>
  next === null ? null : (next.getTime() - now.getTime()) / 60_000;

describe("when a post is tried again", () => {
  it.each([
    ["soon after the first try", 1, 0, null, 0.75],
    ["later after the fourth", 4, 0, null, 6],
    ["within the hour however often", 60, 24, null, 45],
    ["not before the destination wants it", 1, 0, 600_000, 10],
    ["in an hour, whatever it asks for", 1, 0, 86_400_000, 60],
    ["never after three days", 80, 73, null, null],
    ["after three days if it was hardly tried", 4, 200, null, 6],
  ])("%s", (_, attempts, age, restMs, minutes) => {
    const now = hours(age);
    expect(minutesUntil(nextAttempt({ attempts, createdAt, restMs }, now, 0.5), now)).toBe(minutes);
  });

  it("is always later than now, and within the hour", () => {
    const post = fc.record({
      attempts: fc.integer({ min: 1, max: 5000 }),
      restMs: fc.option(fc.integer({ min: 0, max: 1e12 })),
    });
    fc.assert(
      fc.property(post, fc.double({ min: 0, max: 0.999, noNaN: true }), (failed, random) => {
        const minutes = minutesUntil(nextAttempt({ ...failed, createdAt }, createdAt, random), createdAt);
        expect(minutes).toBeGreaterThanOrEqual(0.5);
        expect(minutes).toBeLessThanOrEqual(60);
      }),
    );
  });
});
