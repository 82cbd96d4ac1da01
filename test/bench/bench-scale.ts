import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { loadBaseline } from "../../policy/load-baseline.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import type { Cost, Report } from "../../src/model/report.ts";
import { readSnapshotFile } from "../../src/okta/snapshot-file.ts";
import type { BenchLine } from "./bench-line.ts";
import { callFloor } from "./call-floor.ts";
import { runMeasured } from "./run-measured.ts";
import { serveOrg } from "./served-org.ts";

const megabyte = 1_000_000;

async function costOf(reportFile: string): Promise<Cost> {
  const report: Report = JSON.parse(await readFile(reportFile, "utf8"));
  return report.cost;
}

function cpuMsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Requests, memory and judging time of a check of so many people, over sockets. */
export async function benchScale(cli: string, folder: string, people: number): Promise<readonly BenchLine[]> {
  const org = await serveOrg(people, folder);
  const reportFile = join(folder, "report.json");
  const snapshotFile = join(folder, "snapshot.json");
  const reading = ["--baseline", org.baselineFile, "--quiet", "--timeout", "2h"];
  try {
    const check = await runMeasured(
      [cli, "check", ...reading, "--format", `json=${reportFile}`],
      folder,
      org.env,
    );
    await runMeasured([cli, "snapshot", ...reading, "--out", snapshotFile], folder, org.env);
    const snapshot = await readSnapshotFile(snapshotFile);
    const text = await readFile(snapshotFile, "utf8");
    const { requests } = await costOf(reportFile);
    const floor = callFloor(snapshot);

    const { baseline } = await loadBaseline(org.baselineFile);
    const checks = await loadChecks();
    const parseMs = cpuMsOf(() => JSON.parse(text));
    const judgeMs = cpuMsOf(() => evaluate({ checks, baseline, org: snapshot, now: new Date() }));
    return [
      {
        what: `${people} people: ${requests} requests`,
        ratio: requests / floor,
        limit: 1.02,
        unit: `of the floor, ${floor}`,
      },
      {
        what: `${people} people: the second requests for methods included`,
        ratio: requests / (snapshot.slices.users?.people.length ?? 0),
        limit: 1.1,
        unit: "requests a person",
      },
      {
        what: `${people} people: judged in ${Math.round(judgeMs)} ms of CPU; the snapshot is ${Math.round(text.length / megabyte)} MB, parsed in ${Math.round(parseMs)} ms`,
        ratio: judgeMs / parseMs,
        limit: 2000 / parseMs,
        unit: "of JSON.parse of the snapshot (2 s)",
      },
      {
        what: `${people} people: the whole check took ${Math.round(check.maxRssBytes / megabyte)} MB, ${Math.round(check.wallMs / 1000)} s, exit ${check.exitCode}`,
        ratio: check.maxRssBytes / megabyte / 400,
        limit: 1,
        unit: "of 400 MB",
      },
    ];
  } finally {
    await org.close();
  }
}
