import { isOverdue } from "../../alerts/lifecycle/manual-resolution.ts";
import { orgStatus, type RememberedOrg } from "../../answers/fleet/org-status.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { FleetOrg } from "../../model/fleet.ts";
import type { FleetStatus } from "../../model/fleet-status.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import { worstOf } from "../exit-code.ts";

/** How the chosen orgs of a fleet stand by what a ledger knows; no org is asked. Throws LEDGER_*. */
export async function fleetStatus(
  { path, orgs }: { readonly path: string; readonly orgs: readonly FleetOrg[] },
  ledger: Ledger,
  now: Date,
): Promise<FleetStatus> {
  const judged: ReturnType<typeof orgStatus>[] = [];
  for (const org of orgs) judged.push(orgStatus(org, await remembered(org, ledger, now), now));
  const statuses = judged.map(({ status }) => status);
  return {
    schemaVersion: 1,
    tool: { name: "plumbline", version: packageVersion() },
    fleet: path,
    judgedAt: now.toISOString(),
    exitCode: worstOf(statuses.map(({ exitCode }) => exitCode)),
    orgs: statuses,
    findings: judged.flatMap(({ findings }) => findings),
  };
}

async function remembered({ url }: FleetOrg, ledger: Ledger, now: Date): Promise<RememberedOrg> {
  const [runs, records, position] = [
    await ledger.runs(url),
    await ledger.records(url),
    await ledger.position(url),
  ];
  const open = records.filter(({ record }) => record.alert.state !== "resolved");
  return {
    runs,
    alerts: {
      open: open.length,
      overdue: open.filter(({ record }) => isOverdue(record.alert, now)).length,
      readUntil: position?.updatedAt ?? null,
    },
  };
}
