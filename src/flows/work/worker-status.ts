import { jobStatus } from "../../jobs/job-status.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { ledgerPlace } from "../../ledger/ledger-place.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { FleetOrg } from "../../model/fleet.ts";
import type { WorkerStatus } from "../../model/job-status.ts";

/** How the jobs of the chosen orgs stand. Throws LEDGER_*, or USAGE for a ledger that workers cannot share. */
export async function workerStatus(
  { path, orgs }: { readonly path: string; readonly orgs: readonly FleetOrg[] },
  ledger: Ledger,
): Promise<WorkerStatus> {
  refuseSqlite(ledger);
  const rows = await jobStatus(
    ledger,
    orgs.map(({ url }) => url),
  );
  const jobs = orgs.flatMap(({ name, url }) =>
    rows.filter(({ org }) => org === url).map((row) => ({ name, ...row })),
  );
  const known = new Set(jobs.map(({ name }) => name));
  const unknown = orgs.map(({ name }) => name).filter((name) => !known.has(name));
  return { schemaVersion: 1, fleet: path, jobs, unknown };
}

/** Workers share a database, and its clock. */
export function refuseSqlite({ place }: Pick<Ledger, "place">): void {
  if (ledgerPlace(place).kind === "postgres") return;
  throw new PlumblineError("USAGE", `workers share a ledger in PostgreSQL, and ${place} is a file`, {
    remedy:
      "name a database with --ledger postgres://user@host/database; for few orgs on one machine, plumbline fleet check and cron will do",
  });
}
