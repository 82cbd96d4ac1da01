import { compareRuns } from "../../answers/compare-runs.ts";
import type { FoundRun } from "../../ledger/kept-runs.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { KeptRun, RunChanges } from "../../model/kept-run.ts";
import { parseOrgUrl } from "../../model/org-url.ts";
import { shortIds } from "../../model/short-ids.ts";
import type { Caller } from "../caller.ts";
import { type LedgerOption, withLedger } from "../ledger.ts";

export interface ListedRuns {
  /** Latest first. */
  readonly runs: readonly KeptRun[];
  /** By id: enough of it to name the run. */
  readonly shortIds: ReadonlyMap<string, string>;
}

function orgOf({ env }: Caller): string | null {
  const url = env["OKTA_ORG_URL"] ?? "";
  return url === "" ? null : parseOrgUrl(url);
}

/** The checks whose reports are kept, of the org that the environment names or of every org. Throws LEDGER_*. */
export async function listRuns(options: LedgerOption, caller: Caller): Promise<ListedRuns> {
  const runs = await withLedger({ ...options, create: false }, caller, (ledger) =>
    ledger.runs(orgOf(caller)),
  );
  return { runs, shortIds: shortIds(runs.map(({ id }) => id)) };
}

/**
 * Compares two runs, named by beginnings of ids, or `latest` and `previous`.
 *
 * @throws PlumblineError RUN_NOT_FOUND, RUN_AMBIGUOUS, USAGE when they are of two orgs, LEDGER_*
 */
export async function diffRuns(
  [from, to]: readonly [string, string],
  options: LedgerOption,
  caller: Caller,
): Promise<RunChanges> {
  const [before, after] = await withLedger({ ...options, create: false }, caller, async (ledger) => [
    await runCalled(from, ledger, caller),
    await runCalled(to, ledger, caller),
  ]);
  if (before === undefined || after === undefined || before.org !== after.org) {
    throw new PlumblineError("USAGE", `the runs are of two orgs: ${before?.org} and ${after?.org}`, {
      remedy: "take two of one org from plumbline runs",
    });
  }
  return compareRuns(
    { run: runOf(before), report: before.report },
    { run: runOf(after), report: after.report },
  );
}

/** How far back from the latest run. */
const places: Readonly<Record<string, number>> = { latest: 0, previous: 1 };

async function runCalled(name: string, ledger: Ledger, caller: Caller): Promise<FoundRun> {
  const place = places[name];
  if (place === undefined) return ledger.run(name);
  const runs = await ledger.runs(orgOf(caller));
  const orgs = new Set(runs.map(({ org }) => org));
  if (orgs.size > 1) {
    throw new PlumblineError("USAGE", `${name} of which org? The ledger has ${[...orgs].join(", ")}`, {
      remedy: "set OKTA_ORG_URL, or name the run by its id",
    });
  }
  const run = runs[place];
  if (run !== undefined) return ledger.run(run.id);
  throw new PlumblineError("RUN_NOT_FOUND", `there is no ${name} run: ${runs.length} kept`, {
    remedy: "run plumbline check --ledger FILE, which keeps its report",
  });
}

function runOf({ id, org, report }: FoundRun): KeptRun {
  const { finishedAt, source, baseline, summary } = report;
  return { id, org, finishedAt, source, baseline, summary };
}
