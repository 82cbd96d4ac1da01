import process from "node:process";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { startWorker, type WorkerRequest } from "../../../src/flows/work/run-worker.ts";
import { workerCounts } from "../../../src/flows/work/worker-counts.ts";
import { workerStatus } from "../../../src/flows/work/worker-status.ts";
import { openLedger } from "../../../src/ledger/open-ledger.ts";
import type { FleetOrg } from "../../../src/model/fleet.ts";
import { type EmulatedFleet, emulatedFleet } from "../../support/emulated-fleet.ts";
import { type PostgresServer, startPostgres } from "../../support/postgres-server.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// `npm test` must pass with Node alone; CI installs a server.
if (process.env["PLUMBLINE_POSTGRES"] === "1") {
  let server: PostgresServer;
  let databases = 0;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.close());

  const newPlace = () => server.newDatabase(`worker_${databases++}`);

  /** A worker in this process, with a ledger of its own; it ends with the test. */
  async function startOne(place: string, fleet: EmulatedFleet, part: Partial<WorkerRequest> = {}) {
    const ledger = await openLedger(place, { create: true });
    const ending = new AbortController();
    const said: string[] = [];
    const tell = (text: string): void => void said.push(text);
    const caller = {
      env: fleet.env,
      signal: ending.signal,
      now: () => new Date(),
      warn: tell,
      remark: tell,
      progress: () => {},
    };
    const counts = workerCounts();
    const request = {
      orgs: fleet.orgs,
      concurrency: 4,
      watchEveryMs: null,
      drainMs: 1000,
      pollMs: 50,
      ...part,
    };
    const running = await startWorker({ ...request, ledger, counts }, caller);
    const end = async (): Promise<void> => {
      ending.abort();
      await running.ended;
    };
    onTestFinished(async () => {
      await end();
      await ledger.close();
    });
    return { ledger, running, counts, said, end };
  }

  const reportsOf = async (place: string, orgs: readonly FleetOrg[]): Promise<readonly number[]> => {
    const ledger = await openLedger(place, { create: false });
    const runs = await ledger.runs(null);
    await ledger.close();
    return orgs.map(({ url }) => runs.filter(({ org }) => org === url).length);
  };

  describe("workers of a fleet", () => {
    it("check each org once, however many they are", async () => {
      const fleet = await emulatedFleet({ orgs: 6 });
      const place = await newPlace();
      const workers = await Promise.all([1, 2, 3].map(() => startOne(place, fleet)));
      await vi.waitFor(
        async () => expect(await reportsOf(place, fleet.orgs)).toEqual(fleet.orgs.map(() => 1)),
        60_000,
      );
      await Promise.all(workers.map(({ end }) => end()));
      const done = workers.reduce((sum, { counts }) => sum + counts.check.outcomes.done, 0);
      expect(done).toBe(fleet.orgs.length);
      expect(await reportsOf(place, fleet.orgs)).toEqual(fleet.orgs.map(() => 1));
      expect(workers.flatMap(({ said }) => said).filter((text) => text.includes("error"))).toEqual([]);
    });

    it("do not keep others waiting for an org that cannot be read, and say what is wrong with it", async () => {
      const fleet = await emulatedFleet({ orgs: 3 });
      const place = await newPlace();
      const broken = { ...fleet, env: { ...fleet.env, ACME_1_API_TOKEN: "" } };
      const { said, ledger } = await startOne(place, broken, { concurrency: 1 });
      await vi.waitFor(async () => expect(await reportsOf(place, fleet.orgs)).toEqual([1, 0, 1]), 60_000);
      await vi.waitFor(
        () => expect(said).toContainEqual(expect.stringContaining("ACME_1_API_TOKEN")),
        60_000,
      );
      const { jobs } = await workerStatus({ path: "fleet.yaml", orgs: fleet.orgs }, ledger);
      expect(jobs.map(({ name, state, error }) => [name, state, error?.code])).toEqual([
        ["acme-0", "idle", undefined],
        ["acme-1", "failing", "CREDENTIALS_MISSING"],
        ["acme-2", "idle", undefined],
      ]);
    });
  });
} else {
  it("are tested where there is a PostgreSQL", () => {
    expect(process.env["PLUMBLINE_POSTGRES"]).not.toBe("1");
  });
}
