import { loadBaseline } from "../../../policy/load-baseline.ts";
import { isOverdue } from "../../alerts/lifecycle/manual-resolution.ts";
import { orgStatus, type RememberedOrg } from "../../answers/fleet/org-status.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { PlumblineError } from "../../model/errors.ts";
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
  const baselines = new Map<string, string | null>();
  for (const org of orgs) {
    const baseline = baselines.get(org.baseline) ?? (await digestOf(org.baseline));
    baselines.set(org.baseline, baseline);
    judged.push(orgStatus(org, { ...(await remembered(org, ledger, now)), baseline }, now));
  }
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

/** Null for a baseline that cannot be read: a check tells why. */
async function digestOf(baseline: string): Promise<string | null> {
  try {
    return (await loadBaseline(baseline)).sha256;
  } catch (error) {
    if (error instanceof PlumblineError) return null;
    throw error;
  }
}

async function remembered(
  { url }: FleetOrg,
  ledger: Ledger,
  now: Date,
): Promise<Omit<RememberedOrg, "baseline">> {
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
