import { expect, it } from "vitest";
import { parseDuration } from "../../../policy/schema/duration.ts";

it.each([
  ["0", 0],
  ["90s", 90_000],
  ["30m", 1_800_000],
  ["24h", 86_400_000],
  ["7d", 604_800_000],
])("%s is %d milliseconds", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

it.each([
  "",
  "h",
  "24",
  "-1h",
  "1.5h",
  "24 h",
  "1w",
  "1H",
  "1h30m",
  "1000000d",
  "٣h",
])("%j is no duration", (text) => {
  expect(parseDuration(text)).toBeNull();
});
