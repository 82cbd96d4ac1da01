import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type RateLimitOptions, workforceLimits } from "../../../src/emulator/server/rate-limits.ts";
import { seededRandom } from "../../../src/emulator/state/seeded-random.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import { performCheck } from "../../../src/flows/check/perform-check.ts";
import { orgEnvironment } from "../../../src/flows/fleet/org-environment.ts";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import { type EmulatedFleet, emulatedFleet } from "../../support/emulated-fleet.ts";
import { type HttpSink, httpSink } from "../../support/http-sink.ts";
import { type PostgresServer, startPostgres } from "../../support/postgres-server.ts";
import {
  checksDone,
  jobsLeft,
  jobsOfEndedWorkers,
  newestCheck,
  startDelays,
  workedLedger,
} from "../../support/worked-ledger.ts";
import { startWorkerProcess, type WorkerProcess } from "../../support/worker-process.ts";

// Four workers over one PostgreSQL: first left alone for a period, then killed at random moments, while the database is
// started again and made read-only. A few kills in CI; in `npm run soak` five hundred orgs and a thousand kills.
const asked = Number(process.env["PLUMBLINE_KILLS"] ?? "8");
const isSoak = asked >= 1000;
const kills = Number(process.env["PLUMBLINE_WORKER_KILLS"] ?? (isSoak ? asked / 2 : Math.ceil(asked / 20)));
const amount = Number(process.env["PLUMBLINE_WORKER_ORGS"] ?? (isSoak ? 500 : 10));
const seed = Number(process.env["PLUMBLINE_KILL_SEED"] ?? Date.now() % 1_000_000);
/** Long enough for all orgs to be read in a part of it, on two cores. */
const everyMs = Math.max(15_000, amount * 500);
/** Where periods are long, limits are small, so that what is read again after a kill comes near the share of an org. */
const rateLimits: RateLimitOptions = {
  ...workforceLimits,
  buckets: workforceLimits.buckets.map((bucket) => ({
    ...bucket,
    perMinute: everyMs < 60_000 ? bucket.perMinute : bucket.perMinute / 5,
  })),
};
const flags = ["--watch-every", `${Math.max(5, amount / 5)}s`, "--drain", "5s"];

const say = (text: string): void => void process.stdout.write(`${text}\n`);

vi.setConfig({ testTimeout: 600_000 + 20 * everyMs + kills * 20_000, hookTimeout: 120_000 });

describe.runIf(process.env["PLUMBLINE_POSTGRES"] === "1")(
  `workers, seed ${seed} (PLUMBLINE_KILL_SEED)`,
  () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(() => server.close());
    const random = seededRandom(seed);
    const oneOf = <Item>(list: readonly Item[]): Item => {
      const item = list[Math.floor(random() * list.length)];
      if (item === undefined) throw new Error("nothing to choose from");
      return item;
    };

    /** An administrator resets somebody's factors: an alert that stays open. */
    async function reset({ emulators }: EmulatedFleet): Promise<void> {
      const { url, state } = oneOf(emulators);
      const person = oneOf(state.users.filter(({ status }) => status === "ACTIVE"));
      const response = await fetch(`${url}/api/v1/users/${person.id}/lifecycle/reset_factors`, {
        method: "POST",
        // Not the token of the workers: whose part of the limits they keep to is theirs.
        headers: { authorization: `SSWS ${state.tokens.at(-1)?.value}` },
      });
      expect(response.status).toBe(200);
    }

    /** A check by hand, of an org that nothing happened to. */
    async function requestsOfOneCheck({ orgs: [org], env }: EmulatedFleet): Promise<number> {
      if (org === undefined) throw new Error("there is no org");
      const { signal } = new AbortController();
      const silent = () => {};
      const caller = { signal, now: () => new Date(), warn: silent, remark: silent, progress: silent };
      const request = { baseline: org.baseline, checks: await loadChecks() };
      const { report } = await performCheck(request, { ...caller, env: orgEnvironment(org, env) });
      return report.cost.requests;
    }

    const requestsOf = async (ledger: Ledger): Promise<readonly number[]> => {
      const found: number[] = [];
      for (const { id } of await ledger.runs(null)) found.push((await ledger.run(id)).report.cost.requests);
      return found;
    };

    const uuidsOf = ({ state }: EmulatedFleet["emulators"][number]): readonly string[] =>
      state.logEvents
        .filter(({ eventType }) => eventType === "user.mfa.factor.reset_all")
        .map(({ uuid }) => uuid)
        .toSorted();

    /** Now and then the database is started again, or may only be read for a while. */
    async function troubleDatabase(kill: number): Promise<void> {
      const lot = random();
      if (lot < 0.02 || kill === 1) await server.restart(random() * 3000);
      if (lot > 0.98 || kill === 2) {
        await server.setReadOnly(true);
        await sleep(random() * 4000);
        await server.setReadOnly(false);
      }
    }

    /** One trouble after another, each at a random moment. */
    async function trouble(
      fleet: EmulatedFleet,
      start: () => WorkerProcess,
      workers: WorkerProcess[],
    ): Promise<void> {
      for (let kill = 0; kill < kills; kill++) {
        if (random() < 0.5) await reset(fleet);
        const victim = Math.floor(random() * workers.length);
        // Some are killed as they begin, most of them at work.
        if (random() < 0.8) await workers[victim]?.atWork();
        await sleep(random() * 1500);
        await workers[victim]?.kill();
        workers[victim] = start();
        await troubleDatabase(kill);
      }
    }

    /** Every event is in one alert, and of every alert somebody was told: once, or again by the same id. */
    async function expectAlertsTold(fleet: EmulatedFleet, ledger: Ledger, sink: HttpSink): Promise<void> {
      const told = new Map<string, Set<string>>();
      for (const { body, headers } of sink.taken) {
        const { org, alert } = JSON.parse(body);
        const key = `${org} ${alert.id}`;
        told.set(key, (told.get(key) ?? new Set()).add(String(headers["webhook-id"])));
      }
      const alerts: string[] = [];
      for (const emulator of fleet.emulators) {
        const records = await ledger.records(emulator.url);
        const events = records.flatMap(({ record }) => record.alert.events);
        expect(events.toSorted()).toEqual(uuidsOf(emulator));
        alerts.push(...records.map(({ record }) => `${emulator.url} ${record.alert.id}`));
      }
      expect(alerts.filter((alert) => told.get(alert)?.size !== 1)).toEqual([]);
      expect(told.size).toBe(alerts.length);
    }

    it(`check ${amount} orgs once a period each, and lose and double nothing when they are killed ${kills} times`, async () => {
      const refused: number[] = [];
      const sink = await httpSink();
      const served = await emulatedFleet({
        orgs: amount,
        everyMs,
        baseline: { alerts: { routes: [{ to: "webhook", minimum: "low" }] } },
        emulator: () => ({
          rateLimits,
          onExchange: ({ status }) => void (status === 429 && refused.push(status)),
        }),
      });
      const hook = { PLUMBLINE_WEBHOOK_URL: `${sink.url}/hook`, PLUMBLINE_WEBHOOK_SECRET: "s".repeat(32) };
      const fleet = { ...served, env: { ...served.env, ...hook } };
      const place = await server.newDatabase("killed");
      const ledger = await workedLedger(place);
      const start = () => startWorkerProcess(fleet, place, flags);
      const workers = [start(), start(), start(), start()];
      const memory: number[] = [];
      const weigh = (): void => void memory.push(...workers.map((worker) => worker.mostMemory()));
      const urls = fleet.orgs.map(({ url }) => url);
      const settled = (since: Date) =>
        vi.waitFor(
          async () => {
            const newest = await newestCheck(ledger);
            expect(urls.filter((url) => !((newest.get(url) ?? 0) > since.getTime()))).toEqual([]);
          },
          { timeout: 3 * everyMs + 180_000, interval: 1000 },
        );
      try {
        await settled(new Date(0));
        const floor = await requestsOfOneCheck(fleet);
        const calm = new Date();
        const afterCalm = new Date(calm.getTime() + everyMs);
        await settled(afterCalm);
        const inCalm = await checksDone(ledger, calm, afterCalm);
        expect(urls.filter((url) => inCalm.get(url) !== 1)).toEqual([]);
        const requests = await requestsOf(ledger);
        expect(Math.min(...requests)).toBe(floor);
        // A connection that a busy machine drops is asked on again.
        const mean = requests.reduce((sum, one) => sum + one, 0) / requests.length;
        expect(mean).toBeLessThanOrEqual(1.02 * floor);
        const delays = await startDelays(ledger, calm, afterCalm);
        weigh();
        say(
          `${amount} orgs every ${everyMs / 1000} s, 4 workers, in peace: each checked once a period, in ${mean.toFixed(2)} requests of ${floor}; start delay p50 ${delays.p50} s, p99 ${delays.p99} s`,
        );
        const troubled = new Date();
        await trouble(fleet, start, workers);
        const quiet = new Date();
        say(`${kills} kills in ${Math.round((quiet.getTime() - troubled.getTime()) / 1000)} s`);
        await settled(quiet);
        await vi.waitFor(
          async () => {
            await expectAlertsTold(fleet, ledger, sink);
            expect((await jobsLeft(ledger))["dead"]).toBe(0);
          },
          { timeout: 180_000 + everyMs, interval: 1000 },
        );
        weigh();
        expect(await Promise.all(workers.map((worker) => worker.stop()))).toEqual([0, 0, 0, 0]);
        const done = await checksDone(ledger, new Date(0), new Date(Date.now() + everyMs));
        const runs = await ledger.runs(null);
        expect(urls.map((url) => runs.filter(({ org }) => org === url).length)).toEqual(
          urls.map((url) => done.get(url)),
        );
        const checks = [...done.values()].reduce((sum, one) => sum + one, 0);
        const late = await startDelays(ledger, troubled, quiet);
        const share = Math.max(...fleet.emulators.map(({ mostUsed }) => mostUsed)) / 0.5;
        const ids = new Set(sink.taken.map(({ headers }) => headers["webhook-id"]));
        say(
          `${checks} checks, all kept; ${await jobsOfEndedWorkers(ledger)} jobs given up after ten ends of workers each; start delay in trouble p50 ${late.p50} s, p99 ${late.p99} s; at most ${Math.round(100 * share)} % of an org's share of its limits; a worker had at most ${Math.round(Math.max(...memory) / 1e6)} MB; ${ids.size} posts, ${sink.taken.length - ids.size} of them sent again`,
        );
        expect(await jobsLeft(ledger)).toEqual({ active: 0, failed: 0, dead: 0, leases: 0 });
        expect(refused).toEqual([]);
        expect(Math.max(...memory)).toBeLessThan(400e6);
      } catch (error) {
        for (const worker of workers) say(worker.said().split("\n").slice(-20).join("\n"));
        throw error;
      } finally {
        await Promise.all(workers.map((worker) => worker.kill()));
        await ledger.close();
      }
    });
  },
);
