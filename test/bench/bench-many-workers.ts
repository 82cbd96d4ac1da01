import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { generateOrg } from "../../src/emulator/acme/generate-org.ts";
import { workforceLimits } from "../../src/emulator/server/rate-limits.ts";
import { type RunningEmulator, startEmulator } from "../../src/emulator/start-emulator.ts";
import type { Ledger } from "../../src/ledger/ledger.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { mostMemoryOf } from "../support/process-usage.ts";
import { checksDone, newestCheck, startDelays, workedLedger } from "../support/worked-ledger.ts";
import type { BenchLine } from "./bench-line.ts";

const people = 12;
const workers = 4;
const everyMs = 150_000;
const token = "bench";
/** Default of `--rate-share`. */
const share = 0.5;

/** Orgs on loopback, and the file that says so. */
async function serve(
  folder: string,
  amount: number,
): Promise<{ readonly emulators: readonly RunningEmulator[]; readonly fleet: string }> {
  const { state, baseline } = generateOrg({ people, seed: 1, driftedShare: 0.1 });
  await writeFile(join(folder, "baseline-of-many.yaml"), baseline);
  const emulators = await Promise.all(
    Array.from({ length: amount }, () => startEmulator({ state, token, rateLimits: workforceLimits })),
  );
  const fleet = join(folder, "fleet-of-workers.yaml");
  const orgs = emulators.map(({ url }, index) => ({
    ...{ name: `acme-${index}`, url, baseline: "baseline-of-many.yaml", credentials: "ACME" },
    every: `${everyMs / 1000}s`,
  }));
  await writeFile(fleet, JSON.stringify({ orgs }));
  return { emulators, fleet };
}

interface Running {
  readonly ledger: Ledger;
  readonly emulators: readonly RunningEmulator[];
  readonly urls: readonly string[];
  readonly started: readonly ChildProcess[];
}

/** Waits until every org has a check behind it that was due after a time. */
async function checkedSince(
  { ledger, urls, started }: Pick<Running, "ledger" | "urls" | "started">,
  since: Date,
): Promise<void> {
  const deadline = Date.now() + 10 * everyMs;
  for (;;) {
    const newest = await newestCheck(ledger);
    if (urls.every((url) => (newest.get(url) ?? 0) > since.getTime())) return;
    if (Date.now() > deadline || started.some(({ exitCode }) => exitCode !== null))
      throw new Error("the workers do not come to an end");
    await sleep(1000);
  }
}

/**
 * Many small orgs and four workers over one PostgreSQL on this machine, in a period that begins once all are checked; nothing
 * where there is no PostgreSQL.
 */
export async function benchManyWorkers(
  cli: string,
  folder: string,
  amount: number,
): Promise<readonly BenchLine[]> {
  if (!existsSync("/usr/lib/postgresql")) return [];
  const { emulators, fleet } = await serve(folder, amount);
  const server = await startPostgres();
  const place = await server.newDatabase("workers");
  const ledger = await workedLedger(place);
  const argv = [cli, "worker", "--quiet", "--fleet", fleet, "--ledger", place];
  const started = Array.from({ length: workers }, () =>
    spawn(process.execPath, argv, {
      env: { ...process.env, ACME_API_TOKEN: token },
      stdio: ["ignore", "ignore", "inherit"],
    }),
  );
  try {
    return await measured({ ledger, emulators, urls: emulators.map(({ url }) => url), started });
  } finally {
    await end(started, ledger, server, emulators);
  }
}

async function measured(running: Running): Promise<readonly BenchLine[]> {
  const { ledger, emulators, urls, started } = running;
  await checkedSince(running, new Date(0));
  const from = new Date();
  const to = new Date(from.getTime() + everyMs);
  await checkedSince(running, to);
  const done = await checksDone(ledger, from, to);
  const delays = await startDelays(ledger, from, to);
  const costs: number[] = [];
  for (const { id } of await ledger.runs(null)) costs.push((await ledger.run(id)).report.cost.requests);
  const floor = Math.min(...costs);
  const requests = costs.reduce((sum, one) => sum + one, 0) / costs.length;
  const times = urls.map((url) => done.get(url) ?? 0);
  const used = Math.max(...emulators.map(({ mostUsed }) => mostUsed));
  const bytes = Math.max(...started.map(({ pid }) => mostMemoryOf(pid)));
  const of = `${urls.length} orgs of ${people} people, ${workers} workers, a period of ${everyMs / 1000} s`;
  return [
    {
      what: `${of}: each was checked ${Math.min(...times)} to ${Math.max(...times)} times in the period`,
      ratio: times.every((one) => one === 1) ? 1 : Number.POSITIVE_INFINITY,
      limit: 1,
      unit: "of once",
    },
    {
      what: `${of}: ${requests.toFixed(2)} requests a check`,
      ratio: requests / floor,
      limit: 1.02,
      unit: `of the floor, ${floor}`,
    },
    {
      what: `${of}: from due to begun p50 ${delays.p50} s, p99 ${delays.p99} s`,
      ratio: (1000 * delays.p99) / everyMs,
      limit: 0.5,
      unit: "of a period",
    },
    {
      what: `${of}: no org had more than ${(100 * used).toFixed(0)} % of a limit used`,
      ratio: used / share,
      limit: 1,
      unit: `of its share, ${100 * share} %`,
    },
    {
      what: `${of}: a worker took ${Math.round(bytes / 1e6)} MB`,
      ratio: bytes / 400e6,
      limit: 1,
      unit: "of 400 MB",
    },
  ];
}

async function end(
  started: readonly ChildProcess[],
  ledger: Ledger,
  server: PostgresServer,
  emulators: readonly RunningEmulator[],
): Promise<void> {
  for (const worker of started) {
    worker.kill("SIGTERM");
    if (worker.exitCode === null) await once(worker, "exit");
  }
  await ledger.close();
  await server.close();
  await Promise.all(emulators.map((emulator) => emulator.close()));
}
