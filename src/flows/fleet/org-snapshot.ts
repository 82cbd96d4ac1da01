import type { FleetOrg } from "../../model/fleet.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { readSnapshotFile } from "../../okta/snapshot-file.ts";
import type { Caller } from "../caller.ts";
import { type OrgReading, type PlanFor, readOrg } from "../check/read-org.ts";
import { fileOfOrg } from "./org-mark.ts";

/** Where an org of a fleet is looked at. */
export interface SnapshotOptions {
  /** Saved snapshot of each org, with `{org}` for its name; it goes before the live org. */
  readonly snapshots?: string;
  readonly timeout: number;
  readonly rateShare?: number;
}

/** An org as it is now with how to read more of it, or as it was saved. @param plan for the live one @param caller for this org alone */
export async function orgReading(
  { name }: FleetOrg,
  plan: PlanFor,
  { snapshots, timeout, rateShare }: SnapshotOptions,
  caller: Caller,
): Promise<Pick<OrgReading, "snapshot" | "live">> {
  if (snapshots !== undefined)
    return { snapshot: await readSnapshotFile(fileOfOrg(snapshots, name)), live: null };
  return readOrg(plan, { timeout, ...(rateShare !== undefined && { rateShare }) }, caller);
}

/** The same without more to read. */
export const snapshotOf = async (...asked: Parameters<typeof orgReading>): Promise<OrgSnapshot> =>
  (await orgReading(...asked)).snapshot;
