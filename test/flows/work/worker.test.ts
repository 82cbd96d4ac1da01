import process from "node:process";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { startWorker, type WorkerRequest } from "../../../src/flows/work/run-worker.ts";
import { workerCounts } from "../../../src/flows/work/worker-counts.ts";
import { workerStatus } from "../../../src/flows/work/worker-status.ts";
import { openLedger } from "../../../src/ledger/open-ledger.ts";
import { PlumblineError } from "../../../src/model/errors.ts";
import type { FleetOrg } from "../../../src/model/fleet.ts";
import { type EmulatedFleet, emulatedFleet } from "../../support/emulated-fleet.ts";
import { httpSink } from "../../support/http-sink.ts";
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

  const few = { concurrency: 4, watchEveryMs: null, drainMs: 1000, pollMs: 50 };
  const newPlace = () => server.newDatabase(`worker_${databases++}`);

  /** A worker in this process, with a ledger of its own; it ends with the test. */
  async function startOne(
    place: string,
    fleet: EmulatedFleet,
    { clockMs = 0, ...part }: Partial<WorkerRequest> & { readonly clockMs?: number } = {},
  ) {
    const ledger = await openLedger(place, { create: true });
    const ending = new AbortController();
    const said: string[] = [];
    const tell = (text: string): void => void said.push(text);
    const caller = {
      env: fleet.env,
      signal: ending.signal,
      now: () => new Date(Date.now() + clockMs),
      warn: tell,
      remark: tell,
      progress: () => {},
    };
    const counts = workerCounts();
    const request = {
      orgs: fleet.orgs,
      ...few,
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

    it("go by the database's clock, be theirs an hour off", async () => {
      const fleet = await emulatedFleet({ orgs: 4 });
      const place = await newPlace();
      const workers = await Promise.all(
        [-3_600_000, 3_600_000].map((clockMs) =>
          startOne(place, fleet, { clockMs, watchEveryMs: 3_600_000 }),
        ),
      );
      await vi.waitFor(async () => {
        expect(await reportsOf(place, fleet.orgs)).toEqual(fleet.orgs.map(() => 1));
        expect(await workers[0]?.ledger.orgs()).toHaveLength(fleet.orgs.length);
      }, 60_000);
      const runs = (await workers[0]?.ledger.runs(null)) ?? [];
      const off = runs.map(({ finishedAt }) => Math.abs(Date.parse(finishedAt) - Date.now()));
      expect(Math.max(...off)).toBeLessThan(600_000);
      for (const { url } of fleet.orgs) {
        const position = await workers[0]?.ledger.position(url);
        expect(Math.abs(Date.parse(position?.updatedAt ?? "") - Date.now())).toBeLessThan(600_000);
      }
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
      await vi.waitFor(async () => {
        const { jobs } = await workerStatus({ path: "fleet.yaml", orgs: fleet.orgs }, ledger);
        expect(jobs.map(({ name, state, error }) => [name, state, error?.code])).toEqual([
          ["acme-0", "idle", undefined],
          ["acme-1", "failing", "CREDENTIALS_MISSING"],
          ["acme-2", "idle", undefined],
        ]);
      }, 30_000);
    });

    it("read again only who may have changed, where memory may stand for reading", async () => {
      const fleet = await emulatedFleet({ orgs: 1, everyMs: 3000 });
      const place = await newPlace();
      const proofs = { maxProofAge: 3_600_000, random: () => 0.5 };
      const { ledger } = await startOne(place, fleet, { proofs });
      await vi.waitFor(async () => {
        const [latest] = await ledger.runs(null);
        expect(latest?.summary.proof?.reused).toBeGreaterThan(0);
      }, 60_000);
    });

    it("hand back what they cannot finish when they are to end, and others do it", async () => {
      const slow = { kind: "slow", ms: 400 } as const;
      const faults = { seed: 1, faults: [{ path: "/api/v1/users/*/**", effect: slow, probability: 1 }] };
      const fleet = await emulatedFleet({ orgs: 1, people: 60, emulator: () => ({ faults }) });
      const place = await newPlace();
      const first = await startOne(place, fleet, { drainMs: 50 });
      await vi.waitFor(() => expect(first.running.jobs()).toHaveLength(1), 30_000);
      await first.end();
      expect(first.counts.check.outcomes).toMatchObject({ done: 0, "handed-back": 1, failed: 0 });
      expect(await reportsOf(place, fleet.orgs)).toEqual([0]);
      const second = await startOne(place, fleet, { drainMs: 60_000 });
      await vi.waitFor(() => expect(second.running.jobs()).toHaveLength(1), 30_000);
      await second.end();
      expect(second.counts.check.outcomes).toMatchObject({ done: 1, "handed-back": 0 });
      expect(await reportsOf(place, fleet.orgs)).toEqual([1]);
    });

    it("wait for a database that is started again or may only be read, and keep what they read meanwhile", async () => {
      const slow = { kind: "slow", ms: 200 } as const;
      const faults = { seed: 1, faults: [{ path: "/api/v1/users/*/**", effect: slow, probability: 1 }] };
      const fleet = await emulatedFleet({ orgs: 1, people: 40, emulator: () => ({ faults }) });
      const place = await newPlace();
      const { running, said, counts } = await startOne(place, fleet);
      await vi.waitFor(() => expect(running.jobs()).toHaveLength(1), 30_000);
      await server.setReadOnly(true);
      await vi.waitFor(() => expect(running.isUp()).toBe(false), 30_000);
      await server.restart(1000);
      await server.setReadOnly(false);
      await vi.waitFor(async () => expect(await reportsOf(place, fleet.orgs)).toEqual([1]), 60_000);
      await vi.waitFor(() => expect(running.isUp()).toBe(true), 30_000);
      expect(counts.check.outcomes.done).toBe(1);
      expect(said).toContainEqual(
        expect.stringMatching(/^error\[LEDGER_(UNWRITABLE|UNREACHABLE)\]: the ledger/),
      );
      expect(said).toContainEqual(expect.stringMatching(/^the ledger answers again after \d+ s$/));
      const { emulators } = fleet;
      const factorCalls = [...(emulators[0]?.requests ?? [])].filter(([path]) => path.includes("/factors"));
      expect(factorCalls.filter(([, times]) => times > 1)).toEqual([]);
    });

    it.each([
      ["may only be read", async () => server.setReadOnly(true), ""],
      ["goes away as it begins", async () => {}, "select clock_timestamp() as now"],
    ])("do not begin on a database that %s, and leave nothing that keeps the process from its end", async (_, trouble, lost) => {
      const fleet = await emulatedFleet({ orgs: 1 });
      const place = await newPlace();
      const { end } = await startOne(place, fleet);
      await end();
      const ledger = await openLedger(place, { create: false });
      const executeSql: typeof ledger.sql.executeSql = async (text, values) => {
        if (text === lost) throw new PlumblineError("LEDGER_UNREACHABLE", "away", { remedy: "wait" });
        return ledger.sql.executeSql(text, values);
      };
      const begun = vi.spyOn(globalThis, "setInterval");
      const ended = vi.spyOn(globalThis, "clearInterval");
      await trouble();
      const silent = () => {};
      const { signal } = new AbortController();
      const starting = startWorker(
        { orgs: fleet.orgs, ledger: { ...ledger, sql: { executeSql } }, ...few, counts: workerCounts() },
        { env: fleet.env, signal, now: () => new Date(), warn: silent, remark: silent, progress: silent },
      );
      await expect(starting).rejects.toMatchObject({ code: expect.stringMatching(/^LEDGER_UN/) });
      await server.setReadOnly(false);
      const timers = begun.mock.results.map(({ value }) => value);
      expect(timers.length).toBeGreaterThan(0);
      expect(ended.mock.calls.map(([timer]) => timer)).toEqual(expect.arrayContaining(timers));
      vi.restoreAllMocks();
      await ledger.close();
    });

    it("do not take an org for lost that they took while they renewed what they held", async () => {
      const slow = { kind: "slow", ms: 200 } as const;
      const faults = { seed: 1, faults: [{ path: "/api/v1/users/*/**", effect: slow, probability: 1 }] };
      const fleet = await emulatedFleet({ orgs: 1, people: 40, emulator: () => ({ faults }) });
      const ledger = await openLedger(await newPlace(), { create: true });
      const executeSql: typeof ledger.sql.executeSql = async (text, values) => {
        const answer = await ledger.sql.executeSql(text, values);
        // The database answers late on what it was asked early.
        if (text.startsWith("update lease")) await new Promise((resolve) => setTimeout(resolve, 1000));
        return answer;
      };
      const ending = new AbortController();
      const counts = workerCounts();
      const silent = () => {};
      const running = await startWorker(
        { orgs: fleet.orgs, ledger: { ...ledger, sql: { executeSql } }, ...few, counts },
        {
          env: fleet.env,
          signal: ending.signal,
          now: () => new Date(),
          warn: silent,
          remark: silent,
          progress: silent,
        },
      );
      await vi.waitFor(() => expect(counts.check.ended).toBe(1), 60_000);
      ending.abort();
      await running.ended;
      await ledger.close();
      expect(counts.check.outcomes).toEqual({ done: 1, failed: 0, "handed-back": 0, lost: 0 });
    });

    it("read the log, raise alerts and send posts, each once", async () => {
      const sink = await httpSink();
      const baseline = { alerts: { routes: [{ to: "webhook", minimum: "low" }] } };
      const fleet = await emulatedFleet({ orgs: 2, baseline });
      const hook = { PLUMBLINE_WEBHOOK_URL: `${sink.url}/hook`, PLUMBLINE_WEBHOOK_SECRET: "s".repeat(32) };
      const posting = { ...fleet, env: { ...fleet.env, ...hook } };
      const place = await newPlace();
      const workers = await Promise.all([1, 2].map(() => startOne(place, posting, { watchEveryMs: 1000 })));
      const [{ ledger }] = workers as [(typeof workers)[number]];
      const watched = async () => (await ledger.orgs()).length;
      await vi.waitFor(async () => expect(await watched()).toBe(2), 60_000);
      for (const { state, url, token } of fleet.emulators) {
        const person = state.users.find(({ status }) => status === "ACTIVE");
        const init = { method: "POST", headers: { authorization: `SSWS ${token}` } };
        await fetch(`${url}/api/v1/users/${person?.id}/lifecycle/reset_factors`, init);
      }
      await vi.waitFor(() => expect(sink.taken).toHaveLength(2), 60_000);
      await Promise.all(workers.map(({ end }) => end()));
      const told = sink.taken.map(({ body }) => JSON.parse(body)).map(({ org, type }) => `${org} ${type}`);
      expect(told.toSorted()).toEqual(fleet.orgs.map(({ url }) => `${url} alert.open`).toSorted());
      expect(workers.flatMap(({ said }) => said).filter((text) => text.includes("error["))).toEqual([]);
    });
  });
} else {
  it("are tested where there is a PostgreSQL", () => {
    expect(process.env["PLUMBLINE_POSTGRES"]).not.toBe("1");
  });
}
