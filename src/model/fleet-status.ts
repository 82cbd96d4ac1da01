import type { FleetOrg } from "./fleet.ts";
import type { KeptRun } from "./kept-run.ts";
import type { Report, Verdict } from "./report.ts";
import type { Severity } from "./words.ts";

/** Something about an org of a fleet that no check of the org itself can find. */
export interface FleetFinding {
  /**
   * `org-never-checked`: no run of it is kept. `org-late`: none has told how it stands for twice the time between
   * checks. `org-run-ahead`: a run of it is dated later than now, and does not count. `org-other-baseline`: its latest run
   * was judged by another baseline than it is held to now.
   */
  readonly kind: "org-never-checked" | "org-late" | "org-run-ahead" | "org-other-baseline";
  readonly org: string;
  readonly severity: Severity;
  /** One plain sentence. */
  readonly message: string;
  /** Action to take. */
  readonly remedy: string;
}

/** Alerts of an org that are not resolved. */
export interface AlertCounts {
  readonly open: number;
  readonly overdue: number;
  /** Until when the System Log was handled: ISO 8601, UTC; null where nobody watches the org. */
  readonly readUntil: string | null;
}

/** How an org of a fleet stands by what the ledger knows of it. */
export interface OrgStatus extends Pick<FleetOrg, "name" | "url" | "tags" | "owner" | "everyMs"> {
  /** Of the latest run; null where none is kept. */
  readonly verdict: Verdict | null;
  readonly latest: KeptRun | null;
  /** The latest run that told how the org stands: in line, or drift. */
  readonly lastGood: { readonly run: string; readonly at: string; readonly ageMs: number } | null;
  /** There is no good run within twice the time between checks. */
  readonly isLate: boolean;
  /** The latest run was judged by another baseline than the org is held to now; null: no run, or the baseline cannot be read. */
  readonly isOtherBaseline: boolean | null;
  readonly alerts: AlertCounts;
  readonly exitCode: 0 | 1 | 2;
}

/** How the orgs of a fleet stand, as `plumbline fleet status --format json` prints it. */
export interface FleetStatus {
  readonly schemaVersion: 1;
  readonly tool: Report["tool"];
  /** File of the fleet. */
  readonly fleet: string;
  /** ISO 8601, UTC: ages are as of then. */
  readonly judgedAt: string;
  /** The worst of its orgs. */
  readonly exitCode: 0 | 1 | 2;
  /** In the order of the fleet. */
  readonly orgs: readonly OrgStatus[];
  readonly findings: readonly FleetFinding[];
}
