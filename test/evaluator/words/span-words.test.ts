import { expect, it } from "vitest";
import { eitherOf } from "../../../src/evaluator/words/quoted-names.ts";
import { spanText } from "../../../src/evaluator/words/span-text.ts";
import { spanWords } from "../../../src/evaluator/words/span-words.ts";

it.each([
  [0, "0", "0 seconds"],
  [1, "1s", "1 second"],
  [90, "90s", "90 seconds"],
  [60, "1m", "1 minute"],
  [5400, "90m", "90 minutes"],
  [43_200, "12h", "12 hours"],
  [172_800, "2d", "2 days"],
  [0.5, "0.5s", "0.5 seconds"],
])("%d seconds are %s, in words %s", (seconds, text, words) => {
  expect([spanText(seconds), spanWords(seconds)]).toEqual([text, words]);
});

it("says that a span has no end", () => {
  expect(spanWords(null)).toBe("without end");
});

it.each([
  [[], "none"],
  [["Admins"], '"Admins"'],
  [["Admins", "Staff", "Guests"], '"Admins", "Staff" or "Guests"'],
])("offers %j as %s", (names, words) => {
  expect(eitherOf(names)).toBe(words);
});
