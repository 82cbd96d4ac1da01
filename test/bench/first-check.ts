// A first check by memory of a served org of a million people, with the reports and the memory that it leaves in the ledger.
// Everything is as in `plumbline check --max-proof-age 30d` but one thing: people with the same factors are asked about once.
// first-check.ts BASELINE LEDGER KITS; the org and its token are in the environment.
import { readFile } from "node:fs/promises";
import process from "node:process";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { planReads } from "../../checks/runner/plan-reads.ts";
import { loadBaseline } from "../../policy/load-baseline.ts";
import { countRequirements } from "../../src/answers/explain/count-requirements.ts";
import { runFigures } from "../../src/answers/run-view/run-figures.ts";
import { streamedRunView } from "../../src/answers/run-view/run-view.ts";
import { boundHeapGrowth } from "../../src/cli/heap-growth.ts";
import type { Caller } from "../../src/flows/caller.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import { planOf, readOrg } from "../../src/flows/check/read-org.ts";
import { withMemory } from "../../src/flows/proof/with-memory.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { dayMs } from "../../src/model/durations.ts";
import type { Report } from "../../src/model/report.ts";
import { askingOnceAKit } from "./alike-readers.ts";

const [baselineFile, place, kitsFile] = process.argv.slice(2);
if (baselineFile === undefined || place === undefined || kitsFile === undefined)
  throw new Error("first-check.ts BASELINE LEDGER KITS");

boundHeapGrowth();
const kits = new Uint8Array(await readFile(kitsFile));
const say = (text: string): void => void process.stderr.write(`${text}\n`);
const caller: Caller = {
  env: process.env,
  signal: new AbortController().signal,
  now: () => new Date(),
  warn: say,
  remark: () => undefined,
  progress: () => undefined,
};
const checks = await loadChecks();
const { baseline, path, sha256 } = await loadBaseline(baselineFile);
const ledger = await openLedger(place, { create: true });
await withMemory(
  { ledger, proofs: { maxProofAge: 30 * dayMs, random: Math.random } },
  caller,
  async (memory) => {
    const startedAt = caller.now().toISOString();
    const { remember } = memory.readingFor(baseline);
    const { snapshot, live, time } = await readOrg(
      planOf(planReads(checks, baseline), baseline),
      {
        remember: async (begun) => {
          const remembered = await remember?.(begun);
          if (remembered === undefined) throw new Error("nothing is remembered");
          const { usersOf, enrolmentsOf } = remembered;
          return {
            usersOf,
            enrolmentsOf: (asked) => enrolmentsOf({ ...asked, read: askingOnceAKit(kits, asked.read) }),
          };
        },
      },
      caller,
    );
    const { judged, told, asOf } = memory.outcome();
    const { now } = time;
    const evaluation = evaluate({ checks, baseline, org: snapshot, now, ...judged });
    const requirements = countRequirements({ baseline, org: snapshot, now, report: evaluation });
    const report: Report = {
      schemaVersion: 1,
      tool: { name: "plumbline", version: "bench" },
      org: snapshot.org,
      baseline: { path, sha256 },
      startedAt,
      finishedAt: caller.now().toISOString(),
      source: "live",
      asOf: asOf ?? startedAt,
      ...evaluation,
      summary: { ...evaluation.summary, requirements, ...told },
      cost: live?.connection.cost() ?? { requests: 0, byEndpoint: {}, throttledMs: 0 },
    };
    const view = streamedRunView({ baseline, org: snapshot, now, report });
    await ledger.keepReport(snapshot.org.url, { report, view, figures: runFigures(view.people) });
  },
);
await ledger.close();
