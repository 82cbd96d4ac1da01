import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import type { KeptRun } from "../../src/model/kept-run.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { cpuMsOf, mostMemoryOf } from "../support/process-usage.ts";
import type { BenchLine } from "./bench-line.ts";
import { serveOrg } from "./served-org.ts";

const megabyte = 1_000_000;

/** Memory of a worker that checks an org of so many people and keeps the report; nothing where there is no PostgreSQL. */
export async function benchWorker(
  cli: string,
  folder: string,
  people: number,
): Promise<readonly BenchLine[]> {
  if (!existsSync("/usr/lib/postgresql") || !existsSync("/proc/self/status")) return [];
  const server = await startPostgres();
  const org = await serveOrg(people, folder);
  const fleet = join(folder, "fleet.yaml");
  const url = org.env["OKTA_ORG_URL"];
  const one = { name: "acme", url, baseline: org.baselineFile, credentials: "ACME", every: "7d" };
  await writeFile(fleet, JSON.stringify({ orgs: [one] }));
  const place = await server.newDatabase("bench");
  const ledger = await openLedger(place, { create: true });
  const worker = spawn(process.execPath, [cli, "worker", "--quiet", "--fleet", fleet, "--ledger", place], {
    env: { ...process.env, ACME_API_TOKEN: org.env["OKTA_API_TOKEN"] },
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    let runs: readonly KeptRun[] = [];
    while (runs.length === 0 && worker.exitCode === null) {
      await sleep(500);
      runs = await ledger.runs(null);
    }
    const bytes = mostMemoryOf(worker.pid);
    const [run] = runs;
    if (run === undefined) throw new Error("the worker ended");
    const { cost } = (await ledger.run(run.id)).report;
    const cpu = (cpuMsOf(worker.pid) / cost.requests).toFixed(1);
    return [
      {
        what: `a worker that watches an org of ${people} people and has checked it took ${Math.round(bytes / megabyte)} MB, and ${cpu} ms of CPU a request`,
        ratio: bytes / megabyte / 400,
        limit: 1,
        unit: "of 400 MB",
      },
    ];
  } finally {
    worker.kill("SIGTERM");
    if (worker.exitCode === null) await once(worker, "exit");
    await ledger.close();
    await org.close();
    await server.close();
  }
}
