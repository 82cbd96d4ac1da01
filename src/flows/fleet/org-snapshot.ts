import type { FleetOrg } from "../../model/fleet.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { readSnapshotFile } from "../../okta/snapshot-file.ts";
import type { Caller } from "../caller.ts";
import { type PlanFor, readOrg } from "../check/read-org.ts";
import { fileOfOrg } from "./org-mark.ts";

/** Where an org of a fleet is looked at. */
export interface SnapshotOptions {
  /** Saved snapshot of each org, with `{org}` for its name; it goes before the live org. */
  readonly snapshots?: string;
  readonly timeout: number;
  readonly rateShare?: number;
}

/** An org as it is now, or as it was saved. @param plan for the live one @param caller for this org alone */
export async function snapshotOf(
  { name }: FleetOrg,
  plan: PlanFor,
  { snapshots, timeout, rateShare }: SnapshotOptions,
  caller: Caller,
): Promise<OrgSnapshot> {
  if (snapshots !== undefined) return readSnapshotFile(fileOfOrg(snapshots, name));
  const pace = { timeout, ...(rateShare !== undefined && { rateShare }) };
  return (await readOrg(plan, pace, caller)).snapshot;
}
