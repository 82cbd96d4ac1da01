import { expect, it } from "vitest";
import { readRateHeaders } from "../../src/okta/transport/rate-headers.ts";

const nowMs = Date.parse("2026-03-01T12:00:00.000Z");
const second = nowMs / 1000;

const read = (headers: Readonly<Record<string, string>>) =>
  readRateHeaders((name) => headers[name] ?? null, nowMs);

const window = (reset: number, more: Readonly<Record<string, string>> = {}) => ({
  "x-rate-limit-limit": "600",
  "x-rate-limit-remaining": "599",
  "x-rate-limit-reset": String(reset),
  ...more,
});

it("reads the window by the server's clock, however wrong ours is", () => {
  const date = new Date(nowMs - 3_600_000).toUTCString();
  expect(read(window(second - 3600 + 42, { date }))).toEqual({
    limit: 600,
    remaining: 599,
    reset: second - 3558,
    resetInMs: 42_000,
  });
});

it.each([
  ["no Date", window(second + 20), 20_000],
  ["a Date that is none", window(second + 20, { date: "today" }), 20_000],
  ["a reset in the past", window(second - 20), 0],
  ["a reset in another year", window(second + 31_536_000), 90_000],
  ["a reset sent twice", window(0, { "x-rate-limit-reset": `${second + 10}, ${second + 20}` }), 20_000],
])("with %s waits %#", (_what, headers, resetInMs) => {
  expect(read(headers)?.resetInMs).toBe(resetInMs);
});

it.each([
  {},
  { "x-rate-limit-limit": "600" },
  window(second, { "x-rate-limit-remaining": "many" }),
])("says nothing for %j", (headers) => {
  expect(read(headers)).toBeNull();
});
