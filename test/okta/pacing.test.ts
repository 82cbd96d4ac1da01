import { setMaxListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { workThrough } from "../../src/okta/reading/work-pool.ts";
import { startCostMeter } from "../../src/okta/transport/cost-meter.ts";
import { startGovernor } from "../../src/okta/transport/governor.ts";
import { type RawAnswer, startPipeline } from "../../src/okta/transport/request-pipeline.ts";
import { defaultPatience } from "../../src/okta/transport/retry.ts";
import { type FakeTiming, fakeTiming } from "../support/fake-timing.ts";

const windowMs = 60_000;
const endpoint = "/api/v1/users/{id}/factors";

/** A server with one rate limit window of a minute, on the test's clock. */
function limitedServer(
  timing: FakeTiming,
  limit: number,
  options: { readonly othersPerWindow?: number } = {},
) {
  const opened = timing.now() - 17_000;
  const served = new Map<number, number>();
  let refused = 0;
  let atOnce = 0;
  let mostAtOnce = 0;
  const answer = async (): Promise<RawAnswer> => {
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    const window = Math.floor((timing.now() - opened) / windowMs);
    const used = (served.get(window) ?? options.othersPerWindow ?? 0) + 1;
    const isOver = used > limit;
    if (isOver) refused += 1;
    else served.set(window, used);
    await timing.sleep(100, new AbortController().signal);
    atOnce -= 1;
    const reset = Math.ceil((opened + (window + 1) * windowMs) / 1000);
    const headers: Readonly<Record<string, string>> = {
      "x-rate-limit-limit": String(limit),
      "x-rate-limit-remaining": String(Math.max(0, limit - used)),
      "x-rate-limit-reset": String(reset),
      date: new Date(timing.now()).toUTCString(),
    };
    return { status: isOver ? 429 : 200, header: (name) => headers[name] ?? null, text: "[]" };
  };
  return { answer, served, refused: () => refused, mostAtOnce: () => mostAtOnce };
}

function openPipeline(timing: FakeTiming, rateShare: number, follows = false) {
  const governor = startGovernor(timing, rateShare, follows);
  const cost = startCostMeter();
  const pipeline = startPipeline({ timing, governor, cost, patience: defaultPatience });
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return { governor, cost, pipeline, signal: controller.signal, stop: () => controller.abort() };
}

describe("pacing", () => {
  it.each([
    { limit: 600, share: 0.5, calls: 2000 },
    { limit: 600, share: 1, calls: 2000 },
    { limit: 20, share: 0.5, calls: 50 },
    { limit: 5, share: 0.1, calls: 4 },
    { limit: 1, share: 0.5, calls: 3 },
  ])("keeps $calls calls to $share of $limit a minute and is never refused", async ({
    limit,
    share,
    calls,
  }) => {
    const timing = fakeTiming();
    const server = limitedServer(timing, limit);
    const { pipeline, signal, governor, cost } = openPipeline(timing, share);
    await workThrough(Array(calls).fill(endpoint), 16, async (path) => {
      await pipeline(path, async () => server.answer, signal);
    });
    expect(server.refused()).toBe(0);
    expect(Math.max(...server.served.values())).toBeLessThanOrEqual(Math.max(1, limit * share));
    expect(server.mostAtOnce()).toBeLessThanOrEqual(16);
    // Slower than the share allows would be a bug as well: one window more than needed at most.
    const windowsNeeded = Math.ceil(calls / Math.max(1, Math.floor(limit * Math.min(share, 0.9))));
    expect(server.served.size).toBeLessThanOrEqual(windowsNeeded + 1);
    expect(cost.total(0)).toMatchObject({ requests: calls, byEndpoint: { [endpoint]: calls } });
    expect(governor.throttledMs()).toBeGreaterThan(0);
    expect(governor.throttledMs()).toBeLessThanOrEqual(server.served.size * windowMs);
  });

  it("leaves a tenth to others who have used the rest, and still gets on", async () => {
    const timing = fakeTiming();
    const server = limitedServer(timing, 100, { othersPerWindow: 85 });
    const { pipeline, signal } = openPipeline(timing, 0.5);
    await Promise.all(
      Array.from({ length: 12 }, () => pipeline(endpoint, async () => server.answer, signal)),
    );
    expect(server.refused()).toBe(0);
    expect(Math.max(...server.served.values())).toBeLessThanOrEqual(90);
  });

  it.each([
    { runs: [20, 20, 20, 20], windows: 2 },
    // They end one after another, when all is used: by a kill, say. Each has to ask to learn that.
    { runs: [20, 20, 7, 1, 1, 1], windows: 1 },
  ])("keeps runs that follow each other within a window to one share: $runs", async ({ runs, windows }) => {
    const timing = fakeTiming();
    const server = limitedServer(timing, 100);
    for (const calls of runs) {
      const { pipeline, signal } = openPipeline(timing, 0.5, true);
      await workThrough(Array(calls).fill(endpoint), 16, async (path) => {
        await pipeline(path, async () => server.answer, signal);
      });
    }
    expect(Math.max(...server.served.values())).toBeLessThanOrEqual(50);
    expect(server.served.size).toBe(windows);
  });

  it("does not hold up a server that sends no headers", async () => {
    const timing = fakeTiming();
    const { pipeline, signal, governor } = openPipeline(timing, 0.5);
    const answer: RawAnswer = { status: 200, header: () => null, text: "[]" };
    const send = () => pipeline(endpoint, async () => async () => answer, signal);
    await Promise.all(Array.from({ length: 300 }, send));
    expect(timing.slept).toEqual([]);
    expect(governor.budget(endpoint)).toBeNull();
  });

  it("lets the first request of a family go alone", async () => {
    const timing = fakeTiming();
    const server = limitedServer(timing, 600);
    const { pipeline, signal } = openPipeline(timing, 0.5);
    const first = pipeline(endpoint, async () => server.answer, signal);
    const second = pipeline(endpoint, async () => server.answer, signal);
    await first;
    expect(server.mostAtOnce()).toBe(1);
    await second;
  });

  it("tells what is left of our share", async () => {
    const timing = fakeTiming();
    const server = limitedServer(timing, 600);
    const { pipeline, signal, governor } = openPipeline(timing, 0.5);
    await pipeline(endpoint, async () => server.answer, signal);
    expect(governor.budget(endpoint)).toMatchObject({ callsLeft: 299, callsPerWindow: 300 });
    expect(governor.budget("/api/v1/policies")).toMatchObject({ callsLeft: 299 });
    expect(governor.budget("/api/v1/users")).toBeNull();
  });

  it("sends less at a time when the org is crowded, and nothing when stopped", async () => {
    const timing = fakeTiming();
    const { pipeline, signal, stop } = openPipeline(timing, 0.5);
    let asked = 0;
    const crowded: Readonly<Record<string, string>> = {
      "x-rate-limit-limit": "0",
      "x-rate-limit-remaining": "0",
      "x-rate-limit-reset": "1",
    };
    const answer = async (): Promise<RawAnswer> => {
      asked += 1;
      return { status: asked < 4 ? 429 : 200, header: (name) => crowded[name] ?? null, text: "[]" };
    };
    expect((await pipeline(endpoint, async () => answer, signal)).status).toBe(200);
    expect(timing.slept).toEqual([1000, 1000, 1000]);
    stop();
    await expect(pipeline(endpoint, async () => answer, signal)).rejects.toMatchObject({ kind: "aborted" });
    expect(asked).toBe(4);
  });
});
