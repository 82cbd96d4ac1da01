import fc from "fast-check";
import { expect, test } from "vitest";
import { burstAround } from "../../../src/alerts/memory/push-burst.ts";
import type { PushMark } from "../../../src/ledger/memory.ts";

const minuteMs = 60_000;
const start = Date.parse("2026-03-02T09:00:00.000Z");

/** `d0 d1 a2`: denied in minute 0 and 1, accepted in minute 2. */
const pushesOf = (text: string): readonly PushMark[] =>
  text.split(" ").map((word) => ({
    uuid: word,
    at: new Date(start + Number(word.slice(1)) * minuteMs).toISOString(),
    answer: word.startsWith("a") ? "accepted" : "denied",
  }));

test.each<[string, string, string | null]>([
  ["d0 d1 d2 a3", "a3", "d0 d1 d2 + a3"],
  ["d0 d1 d2 a3", "d1", "d0 d1 d2 + a3"],
  ["d0 d1 a2", "a2", null],
  ["d0 d1 d2 a13", "a13", null],
  ["d0 d1 d2 d3 a11", "a11", "d1 d2 d3 + a11"],
  ["d0 d1 d2 d3 d4", "d4", "d0 d1 d2 d3 d4"],
  ["d0 d1 d2 d3 d4", "d2", "d0 d1 d2 d3 d4"],
  ["d0 d1 d2 d3", "d3", null],
  ["d0 d5 d10 d15 d20", "d20", null],
  ["a0 d1 d2 d3", "d3", null],
  ["d0 d1 d2 a3 a4", "a4", "d0 d1 d2 + a4"],
])("of %s, %s belongs to %s", (text, uuid, expected) => {
  const pushes = pushesOf(text);
  const answer = pushes.find((push) => push.uuid === uuid);
  const burst = answer === undefined ? null : burstAround(answer, pushes);
  const told =
    burst === null ? null : [burst.denied.map((push) => push.uuid).join(" "), burst.accepted?.uuid];
  expect(told?.filter((part) => part !== undefined).join(" + ") ?? null).toBe(expected);
});

const answers = fc.uniqueArray(
  fc.record({ minute: fc.integer({ min: 0, max: 30 }), isAccepted: fc.boolean() }),
  { maxLength: 14, selector: ({ minute }) => minute },
);

test("something is told of a burst whenever some window of ten minutes has five denials, or three and then a yes", () => {
  fc.assert(
    fc.property(answers, (drawn) => {
      const text = drawn
        .toSorted((left, right) => left.minute - right.minute)
        .map(({ minute, isAccepted }) => `${isAccepted ? "a" : "d"}${minute}`);
      const pushes = text.length === 0 ? [] : pushesOf(text.join(" "));
      const deniedBefore = (end: number) =>
        drawn.filter(({ minute, isAccepted }) => !isAccepted && minute <= end && end - minute <= 10).length;
      const isExpected = drawn.some(({ minute, isAccepted }) => deniedBefore(minute) >= (isAccepted ? 3 : 5));
      expect(pushes.some((push) => burstAround(push, pushes) !== null)).toBe(isExpected);
    }),
  );
});
