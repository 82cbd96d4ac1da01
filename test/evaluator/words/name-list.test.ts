import { expect, test } from "vitest";
import { listNames } from "../../../src/evaluator/words/name-list.ts";

const names = (count: number) => Array.from({ length: count }, (_, at) => `zone ${at + 1}`);

test.each([
  [0, "none"],
  [1, "zone 1"],
  [2, "zone 1 and zone 2"],
  [3, "zone 1, zone 2 and zone 3"],
  [11, "zone 1, zone 2, zone 3, zone 4, zone 5, zone 6, zone 7, zone 8, zone 9, zone 10 and 1 more"],
])("%i names are listed as %s", (count, words) => {
  expect(listNames(names(count))).toBe(words);
});

test("an empty list is called what the sentence needs", () => {
  expect(listNames([], "nobody")).toBe("nobody");
});
