import type { Failure } from "./error-lines.ts";
import type { FleetOrg } from "./fleet.ts";
import type { Report } from "./report.ts";
import type { Review } from "./review.ts";

/** Effects of a change of baselines on one org of a fleet. */
export interface OrgReview extends Pick<FleetOrg, "name" | "url" | "tags" | "owner" | "baseline"> {
  readonly exitCode: 0 | 1 | 2;
  /** `unchanged`: the baseline of the org, with all that it extends, is the same on both sides. */
  readonly outcome: "reviewed" | "unchanged" | "failed";
  /** Null where it was reviewed, or did not have to be. */
  readonly error: Failure | null;
  readonly review: Review | null;
}

/** Effects of a change of baselines on every org that uses them, as `plumbline fleet review --format json` prints it. */
export interface FleetReview {
  readonly schemaVersion: 1;
  readonly tool: Report["tool"];
  /** File of the fleet. */
  readonly fleet: string;
  /** The refs that were compared; a head of null is the working tree. */
  readonly base: string;
  readonly head: string | null;
  /** The worst of its orgs. */
  readonly exitCode: 0 | 1 | 2;
  /** In the order of the fleet. */
  readonly orgs: readonly OrgReview[];
}
