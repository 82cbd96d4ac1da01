import type { FleetOrg } from "./fleet.ts";
import type { Report, ReportGap } from "./report.ts";
import type { Change } from "./review.ts";

/** Something that two orgs differ in: `from` is how it is in the first, `to` in the second; null: it is not there. */
export type OrgDifference = Pick<Change, "id" | "kind" | "where" | "from" | "to" | "effect">;

/** Part of an org that was not compared, and why. */
export interface NotCompared {
  readonly org: string;
  readonly what: string;
}

/** Feature that the orgs do not have alike: its status in the first and in the second; null: it is not offered there. */
export interface FeatureDifference {
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Self-service features of the orgs, which may be why they differ. */
export interface FeaturesDiff {
  /** Empty where those of an org were not read. */
  readonly differences: readonly FeatureDifference[];
  readonly unread: readonly { readonly org: string; readonly reason: string }[];
}

/** Differences of two orgs of a fleet, as `plumbline fleet diff --format json` prints it. */
export interface FleetDiff {
  readonly schemaVersion: 1;
  readonly tool: Report["tool"];
  /** The first org, then the second. */
  readonly orgs: readonly Pick<FleetOrg, "name" | "url" | "baseline">[];
  /** Of the baselines; `effect` is how the second stands to the first. */
  readonly baselines: readonly OrgDifference[];
  /** Of the orgs as they are; null where they were not read. */
  readonly live: readonly OrgDifference[] | null;
  /** Features of Early Access and Beta; null where no org was asked. */
  readonly features: FeaturesDiff | null;
  /** Parts that were needed and not read, by org: what differs there is not known. */
  readonly gaps: readonly (ReportGap & { readonly org: string })[];
  /** Parts that no baseline can express. */
  readonly notCompared: readonly NotCompared[];
}
