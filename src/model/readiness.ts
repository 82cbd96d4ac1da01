import type { OrgSnapshot } from "./snapshot.ts";

/**
 * `good`: as it should be. `advice`: works, and could be better. `warning`: works, and may mislead. `failed`: a check
 * could not answer everything. `unknown`: could not be found out, which is no better.
 */
export type PointStatus = "good" | "advice" | "warning" | "failed" | "unknown";

/** One thing that was looked at before a check. */
export interface ReadinessPoint {
  /** Stable: `credentials`, `clock`, `scope/okta.users.read`, `role/admin-roles`. */
  readonly id: string;
  readonly status: PointStatus;
  /** One plain sentence, without a full stop. */
  readonly message: string;
  readonly remedy: string | null;
  /** Ids of checks that would be unknown, and of those that could tell only a part. */
  readonly checks: { readonly unknown: readonly string[]; readonly partly: readonly string[] };
}

/** From, and up to: what is estimated is seldom one number. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** Cost of a check; an estimate. */
export interface CostEstimate {
  /** HTTP requests. */
  readonly calls: Range;
  /** By the template of the path, in the order of their names. */
  readonly byEndpoint: Readonly<Record<string, Range>>;
  /** True when some list is longer than was counted: then it is at least so much. */
  readonly isOpen: boolean;
  /** Spent waiting for Okta's rate limits; null when Okta sent no limits. */
  readonly minutes: Range | null;
  /** People whose enrolments would be read. */
  readonly people: Range;
}

/** Answer of `plumbline doctor`: whether a check by this baseline could answer all, and at what cost. */
export interface Readiness {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "plumbline"; readonly version: string };
  readonly org: OrgSnapshot["org"];
  /** Null when there is none yet: then it is about everything that a baseline can ask for. */
  readonly baseline: { readonly path: string; readonly sha256: string } | null;
  readonly verdict: "ready" | "not-ready";
  /** Ids of the checks to which the baseline gives something to judge. */
  readonly checks: readonly string[];
  readonly points: readonly ReadinessPoint[];
  /** Null when the credentials do not work. */
  readonly cost: CostEstimate | null;
}
