import { describe, expect, it } from "vitest";
import type { Slice } from "../../src/model/snapshot.ts";
import { slicesOfStandards } from "../../src/model/snapshot.ts";
import { parseSnapshot, snapshotToJson } from "../../src/okta/snapshot-file.ts";
import type { Answer } from "../support/tiny-okta.ts";
import { aPlan, tryReading } from "./reading-a-tiny-org.ts";

const bodies: Readonly<Record<string, unknown>> = {
  "/api/v1/first-party-app-settings/admin-console": { sessionIdleTimeoutMinutes: 15, odd: true },
  "/api/v1/policies": [
    {
      id: "00pUnused",
      type: "USER_LIFECYCLE",
      name: "Unused",
      status: "ACTIVE",
      conditions: { people: { groups: { include: ["00gMfa"] } } },
    },
  ],
  "/api/v1/policies/00pUnused/rules": [
    {
      id: "0prSuspend",
      name: "Suspend",
      status: "ACTIVE",
      conditions: { people: { users: { inactivity: { number: 35, unit: "DAYS" } } } },
      actions: { userLifecycle: { action: "SUSPENDED" } },
    },
    {
      id: "0prOdd",
      name: "Odd",
      status: "INACTIVE",
      conditions: {
        people: { users: { inactivity: { number: 1, unit: "WEEKS" }, exclude: ["00uNia"], include: [] } },
      },
    },
  ],
  "/api/v1/brands": [{ id: "bndTwo", name: "Two" }, { id: "bndOne" }],
  "/api/v1/brands/bndOne/pages/sign-in/customized": { pageContent: "<p>Hello</p>" },
  "/api/v1/logStreams": [
    { id: "0oaStream", name: "Splunk", type: "splunk_cloud_logstreaming", status: "ACTIVE" },
    { id: "0oaBare", status: "INACTIVE" },
  ],
  "/api/v1/api-tokens": [
    { id: "00TOne", name: "one", userId: "00uNia", network: { connection: "ZONE", include: ["nzoCorp"] } },
    { id: "00TTwo", name: "two" },
  ],
};

const answer =
  (change: Readonly<Record<string, { readonly status: number }>> = {}): Answer =>
  ({ path }) => {
    const refused = change[path];
    if (refused !== undefined)
      return { status: refused.status, body: { errorCode: "E0000006", errorSummary: "No" } };
    if (path.endsWith("/customized") && bodies[path] === undefined) {
      return { status: 404, body: { errorCode: "E0000007", errorSummary: "Not found" } };
    }
    return bodies[path] === undefined ? undefined : { body: bodies[path] };
  };

const reads = (slices: readonly Slice[]) => aPlan({ slices: new Set(slices), enrolmentsNeededFor: () => [] });

describe("what only standards ask about", () => {
  it("is read, parsed, and kept in a snapshot file", async () => {
    const snapshot = await tryReading({ answer: answer(), plan: reads(slicesOfStandards) });
    expect(snapshot.gaps).toEqual([]);
    expect(snapshot.slices).toEqual({
      consoleSettings: { idleMinutes: 15, lifetimeMinutes: null },
      lifecyclePolicies: [
        {
          id: "00pUnused",
          name: "Unused",
          status: "ACTIVE",
          conditions: { inactivityDays: null, groupIds: ["00gMfa"] },
          rules: [
            {
              id: "0prSuspend",
              name: "Suspend",
              status: "ACTIVE",
              conditions: { inactivityDays: 35, groupIds: [] },
              targetStatus: "SUSPENDED",
            },
            {
              id: "0prOdd",
              name: "Odd",
              status: "INACTIVE",
              conditions: {
                inactivityDays: null,
                groupIds: [],
                unmodelled: [
                  "conditions.people.users.inactivity.unit: WEEKS",
                  "conditions.people.users.exclude",
                ],
              },
              targetStatus: null,
            },
          ],
        },
      ],
      signInPages: [
        { brandId: "bndOne", brand: "bndOne", customized: "<p>Hello</p>" },
        { brandId: "bndTwo", brand: "Two", customized: null },
      ],
      logStreams: [
        { id: "0oaStream", name: "Splunk", type: "splunk_cloud_logstreaming", status: "ACTIVE" },
        { id: "0oaBare", name: "0oaBare", type: "", status: "INACTIVE" },
      ],
      apiTokens: [
        {
          id: "00TOne",
          name: "one",
          userId: "00uNia",
          network: { connection: "ZONE", include: ["nzoCorp"], exclude: [] },
        },
        { id: "00TTwo", name: "two", userId: null, network: { connection: null, include: [], exclude: [] } },
      ],
    });
    const { cost: _cost, asked: _asked, paths: _paths, ...plain } = snapshot;
    expect(parseSnapshot(snapshotToJson(plain), "org.json")).toEqual(plain);
  });

  it("is not asked for by a plan that does not want it", async () => {
    const { paths } = await tryReading({ answer: answer(), plan: reads(["log-streams"]) });
    expect(paths.some((path) => path.startsWith("/api/v1/brands"))).toBe(false);
    expect(paths.some((path) => path.startsWith("/api/v1/logStreams"))).toBe(true);
  });

  it.each([
    ["console-settings", "/api/v1/first-party-app-settings/admin-console", "okta.apps.read"],
    ["lifecycle-policies", "/api/v1/policies", "okta.policies.read"],
    ["sign-in-pages", "/api/v1/brands", "okta.brands.read"],
    ["log-streams", "/api/v1/logStreams", "okta.logStreams.read"],
    ["api-tokens", "/api/v1/api-tokens", "okta.apiTokens.read"],
  ] as const)("is a gap where %s is refused", async (slice, path, scope) => {
    const { gaps, slices } = await tryReading({
      answer: answer({ [path]: { status: 403 } }),
      plan: reads([slice]),
    });
    expect(gaps).toEqual([expect.objectContaining({ slice, reason: expect.stringContaining(scope) })]);
    expect(slices).toEqual({});
  });

  it.each([
    ["lifecycle-policies", "/api/v1/policies/00pUnused/rules", "00pUnused"],
    ["sign-in-pages", "/api/v1/brands/bndOne/pages/sign-in/customized", "bndOne"],
  ] as const)("is a part of a gap where one of %s is refused", async (slice, path, id) => {
    const { gaps } = await tryReading({ answer: answer({ [path]: { status: 403 } }), plan: reads([slice]) });
    expect(gaps).toEqual([expect.objectContaining({ slice, ids: [id] })]);
  });
});
