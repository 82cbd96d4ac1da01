import { expect, it } from "vitest";
import { secondsLeft } from "../../src/okta/reading/read-progress.ts";

const budget = { callsLeft: 50, callsPerWindow: 300, resetAtMs: 20_000 };
const pace = { done: 100, left: 40, elapsedMs: 10_000, nowMs: 0, budget: null };

it.each([
  ["nothing is left", { ...pace, left: 0 }, 0],
  ["nothing was done yet", { ...pace, done: 0 }, null],
  ["Okta has not said a limit", pace, 4],
  ["it fits in the window", { ...pace, budget }, 4],
  ["it needs the next window too", { ...pace, left: 60, budget }, 20],
  ["it needs three more windows", { ...pace, left: 700, budget }, 20 + 120],
])("when %s", (_what, given, seconds) => {
  expect(secondsLeft(given)).toBe(seconds);
});
