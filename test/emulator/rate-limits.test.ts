import { describe, expect, test } from "vitest";
import { RateLimits, type RateRequest, workforceLimits } from "../../src/emulator/server/rate-limits.ts";

const start = new Date("2026-11-23T09:00:17.250Z");
const secondsIn = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

const request = (path: string, more: Partial<RateRequest> = {}): RateRequest => ({
  method: "GET",
  path,
  principal: null,
  now: start,
  inFlight: 1,
  ...more,
});

const limitOf = (path: string, method = "GET") => {
  const verdict = new RateLimits(workforceLimits).count(request(path, { method }));
  return verdict.kind === "unlimited" ? null : Number(verdict.headers["x-rate-limit-limit"]);
};

test.each<[string, string, number | null]>([
  ["GET", "/api/v1/users", 600],
  ["POST", "/api/v1/users", 600],
  ["GET", "/api/v1/users/00u1", 2000],
  ["PUT", "/api/v1/users/00u1", 600],
  ["GET", "/api/v1/users/00u1/factors", 1200],
  ["GET", "/api/v1/groups", 500],
  ["GET", "/api/v1/groups/00g1", 1000],
  ["GET", "/api/v1/groups/00g1/users", 500],
  ["GET", "/api/v1/groups/rules", 500],
  ["GET", "/api/v1/logs", 120],
  ["GET", "/api/v1/apps/0oa1/users", 100],
  ["GET", "/api/v1/policies/00p1/rules", 1200],
  ["POST", "/oauth2/v1/token", 2000],
  ["GET", "/.well-known/okta-organization", null],
])("%s %s: %s a minute", (method, path, perMinute) => {
  expect(limitOf(path, method)).toBe(perMinute);
});

describe("counting", () => {
  const few = {
    ...workforceLimits,
    buckets: [{ name: "users", methods: null, path: /users/, perMinute: 4 }],
  };

  test("runs for sixty seconds from the first call and tells when it ends", () => {
    const limits = new RateLimits({ ...few, principalPercent: 100 });
    const remaining = [1, 2, 3, 4].map((second) => {
      const verdict = limits.count(request("/api/v1/users", { now: secondsIn(second) }));
      return verdict.kind === "passed" ? verdict.headers : null;
    });
    expect(remaining.map((headers) => headers?.["x-rate-limit-remaining"])).toEqual(["3", "2", "1", "0"]);
    // 09:00:18.250 and a minute, in whole seconds and never too early.
    const reset = String(Date.parse("2026-11-23T09:01:19Z") / 1000);
    expect(remaining[3]?.["x-rate-limit-reset"]).toBe(reset);
    expect(limits.count(request("/api/v1/users", { now: secondsIn(60) }))).toMatchObject({
      kind: "limited",
      headers: { "x-rate-limit-limit": "4", "x-rate-limit-remaining": "0", "x-rate-limit-reset": reset },
    });
    expect(limits.count(request("/api/v1/users", { now: secondsIn(61) })).kind).toBe("passed");
  });

  test("gives each principal half of a bucket, and all of them together no more than the bucket", () => {
    const limits = new RateLimits(few);
    const call = (principal: string) => limits.count(request("/api/v1/users", { principal })).kind;
    expect([call("nia"), call("nia"), call("nia")]).toEqual(["passed", "passed", "limited"]);
    expect([call("omar"), call("omar"), call("dana")]).toEqual(["passed", "passed", "limited"]);
  });

  test("tells the largest part of a limit that was used within one window", () => {
    const limits = new RateLimits({ ...few, principalPercent: 50 });
    expect(limits.mostUsed).toBe(0);
    for (const seconds of [0, 1, 2])
      limits.count(request("/api/v1/users", { principal: "00T1", now: secondsIn(seconds) }));
    limits.count(request("/api/v1/users", { principal: "00T1", now: secondsIn(70) }));
    expect(limits.mostUsed).toBe(1);
  });

  test("says zero of zero when too many calls are in flight, and does not count that one", () => {
    const limits = new RateLimits(few);
    expect(limits.count(request("/api/v1/users", { inFlight: 76 }))).toMatchObject({
      kind: "limited",
      headers: { "x-rate-limit-limit": "0", "x-rate-limit-remaining": "0" },
    });
    expect(limits.count(request("/api/v1/users", { inFlight: 75 }))).toMatchObject({
      headers: { "x-rate-limit-remaining": "3" },
    });
  });
});
