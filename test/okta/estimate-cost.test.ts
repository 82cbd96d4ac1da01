import { describe, expect, it } from "vitest";
import { generateOrg } from "../../src/emulator/acme/generate-org.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import type { UserId } from "../../src/model/ids.ts";
import type { Pace } from "../../src/model/org-probe.ts";
import { readConnectionSettings } from "../../src/okta/access/connection-settings.ts";
import { connect } from "../../src/okta/connect.ts";
import { estimateCost } from "../../src/okta/estimating/estimate-cost.ts";
import { probeOrg } from "../../src/okta/probing/probe-org.ts";
import { takeSnapshot } from "../../src/okta/take-snapshot.ts";
import { endpointFamily } from "../../src/okta/transport/endpoint-family.ts";
import { fakeTiming } from "../support/fake-timing.ts";
import { aPlan } from "./reading-a-tiny-org.ts";

const people = 250;

/** Estimate and actual time of reading everybody's enrolments, on a clock that nobody waits for. */
async function timed(perMinute: number, rateShare: number) {
  const timing = fakeTiming(Date.now());
  const { state } = generateOrg({ people, seed: 2 });
  const emulator = await startEmulator({
    state,
    clock: () => new Date(timing.now()),
    rateLimits: {
      buckets: [{ name: "all", methods: null, path: /^\//, perMinute }],
      principalPercent: 100,
      concurrent: 75,
    },
  });
  const open = () =>
    connect(readConnectionSettings({ OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token }), {
      ...timing,
      rateShare,
    });
  const plan = aPlan({ slices: new Set(["users", "factors"]), groupNames: [], appLabels: [] });
  const alive = state.users.filter(({ status }) => status !== "DEPROVISIONED").map(({ id }) => id as UserId);
  const { signal } = new AbortController();
  try {
    const connection = open();
    const probe = await probeOrg(connection, plan, { signal, asksMethods: false, onPhase: () => undefined });
    const paceOf = (endpoint: string): Pace => ({
      family: endpointFamily(endpoint),
      callsPerMinute: connection.budget(endpoint)?.callsPerWindow ?? null,
    });
    const { minutes } = estimateCost({
      plan,
      probe,
      people: { least: alive.length, most: alive.length },
      mayNeedFactorsToo: false,
      paceOf,
    });
    timing.advance(120_000);
    const { cost, snapshot } = await takeSnapshot(open(), plan);
    expect(snapshot.gaps).toEqual([]);
    return { minutes, tookMinutes: cost.throttledMs / 60_000 };
  } finally {
    await emulator.close();
  }
}

describe("the minutes a check takes", () => {
  it.each([
    [100, 0.5],
    [100, 0.25],
    [1200, 0.5],
  ])("at %i calls a minute and a share of %f are about as estimated", async (perMinute, share) => {
    const { minutes, tookMinutes } = await timed(perMinute, share);
    if (minutes === null) throw new Error("no rate limits were seen");
    expect(tookMinutes).toBeGreaterThanOrEqual(minutes.least);
    // This clock jumps while answers are under way, which wastes a part of each window.
    expect(tookMinutes).toBeLessThanOrEqual(minutes.most * 1.6);
  });
});
