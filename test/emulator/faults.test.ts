import { describe, expect, test } from "vitest";
import { errorOfFault, FaultInjector, faultPlanSchema } from "../../src/emulator/server/faults.ts";

const injector = (faults: readonly object[], seed = 7) =>
  new FaultInjector(faultPlanSchema.parse({ seed, faults }));
const locked = { kind: "locked" };

describe("which requests are hit", () => {
  test.each([
    ["/api/v1/users", "GET", "/api/v1/users", true],
    ["/api/v1/users", "GET", "/api/v1/users/00u1", false],
    ["/api/v1/users/*/factors", "GET", "/api/v1/users/00u1/factors", true],
    ["/api/v1/users/*/factors", "GET", "/api/v1/users/00u1/00u2/factors", false],
    ["/api/v1/**", "DELETE", "/api/v1/users/00u1/factors", true],
    ["/.well-known/*", "GET", "/xwell-known/okta-organization", false],
  ])("a fault on %s, %s %s: %s", (pattern, method, path, isHit) => {
    expect(injector([{ path: pattern, effect: locked }]).next(method, path) !== null).toBe(isHit);
  });

  test("the method counts where one is given", () => {
    const faults = injector([{ method: "POST", path: "/**", effect: locked }]);
    expect(faults.next("GET", "/api/v1/groups")).toBeNull();
    expect(faults.next("POST", "/api/v1/groups")).toEqual(locked);
  });

  test("the nth request of its own, whatever else comes in between", () => {
    const faults = injector([{ path: "/users", nth: [2, 3], effect: locked }]);
    const hits = ["/users", "/groups", "/users", "/users", "/users"].map((path) => faults.next("GET", path));
    expect(hits).toEqual([null, null, locked, locked, null]);
  });

  test("the first fault that applies happens, and the others have counted the request too", () => {
    const slow = { kind: "slow", ms: 10 };
    const faults = injector([
      { path: "/users", nth: [1], effect: slow },
      { path: "/**", nth: [1, 2], effect: locked },
    ]);
    expect([1, 2, 3].map(() => faults.next("GET", "/users"))).toEqual([slow, locked, null]);
  });

  test("chance is the same for the same seed, and about as likely as asked", () => {
    const hits = (seed: number) => {
      const faults = injector([{ path: "/**", probability: 0.25, effect: locked }], seed);
      return Array.from({ length: 1000 }, () => faults.next("GET", "/users") !== null);
    };
    expect(hits(7)).toEqual(hits(7));
    expect(hits(7)).not.toEqual(hits(8));
    const count = hits(7).filter(Boolean).length;
    expect(count).toBeGreaterThan(200);
    expect(count).toBeLessThan(300);
  });
});

test.each([
  [{ kind: "too-many-requests", resetSeconds: 2 }, 429, "E0000047"],
  [{ kind: "server-error" }, 500, "E0000009"],
  [{ kind: "server-error", status: 503 }, 503, "E0000181"],
  [{ kind: "forbidden" }, 403, "E0000006"],
  [{ kind: "unauthorized" }, 401, "E0000011"],
  [{ kind: "locked" }, 423, "E0000239"],
])("%j is answered with %i %s", (effect, status, errorCode) => {
  const found = injector([{ path: "/**", effect }]).next("GET", "/api/v1/users");
  expect(found && errorOfFault(found)).toMatchObject({ status, errorCode });
});

test("drops, delays and strange pages are no errors of Okta's", () => {
  const plan = faultPlanSchema.parse({
    faults: [
      { kind: "drop" },
      { kind: "drop", when: "middle" },
      { kind: "slow", ms: 5 },
      { kind: "empty-page" },
      { kind: "repeated-page" },
      { kind: "garbage" },
    ].map((effect) => ({ path: "/**", effect })),
  });
  for (const { effect } of plan.faults) expect(errorOfFault(effect)).toBeNull();
  expect(plan.faults[0]?.effect).toEqual({ kind: "drop", when: "before" });
});

test.each([
  { faults: [{ path: "users", effect: locked }] },
  { faults: [{ path: "/users", effect: { kind: "earthquake" } }] },
  { faults: [{ path: "/users", nth: [0], effect: locked }] },
  { faults: [{ path: "/users", probability: 2, effect: locked }] },
  { faults: [], sead: 1 },
])("a plan that means nothing is refused: %j", (plan) => {
  expect(faultPlanSchema.safeParse(plan).success).toBe(false);
});
