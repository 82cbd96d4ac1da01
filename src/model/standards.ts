import type { Cost, ReportGap } from "./report.ts";
import type { Engine, Severity } from "./words.ts";

/**
 * How a requirement of a standard stands. `pass`: it is met. `open`: it is not. `not_reviewed`: it could not be decided,
 * by what was read or by anything that Okta's API shows; never a pass. The worst first.
 */
export const standardStatuses = ["open", "not_reviewed", "pass"] as const;
export type StandardStatus = (typeof standardStatuses)[number];

/** One thing in the org that decided, where to look it up. */
export interface StandardEvidence {
  /** Below the org's address, as Okta's API has it: `/api/v1/policies/00p…/rules/0pr…`. */
  readonly path: string;
  /** The thing that stands there, by name: `Default Policy / Workforce`, or a person's login. */
  readonly name: string;
  /** JSON path of the field that was looked at: `actions.signon.session.maxSessionIdleMinutes`. */
  readonly field: string;
  readonly value: string;
}

/** One of the two answers to a requirement. */
export interface StandardVerdict {
  readonly status: StandardStatus;
  /** Why, as one sentence; of `not_reviewed`, what to grant or to look at. */
  readonly reason: string;
  /** The things that decided; the first thing is the worst. Empty where nothing could be read. */
  readonly evidence: readonly StandardEvidence[];
}

/** Of how many people the second answer speaks. */
export interface PeopleAffected {
  /** Those to whom the requirement applies. */
  readonly judged: number;
  /** Those of whom it is open. */
  readonly open: number;
  readonly unknown: number;
}

/**
 * One requirement with both answers: what a checklist or an assessment asks for. A checklist is filled in by `id` (a STIG's
 * group id) with `status`, the two reasons and the evidence; an assessment result makes of each verdict an observation,
 * collected at the report's `asOf`, and of `status` the finding.
 */
export interface RequirementResult {
  /** As the standard numbers it: `V-273186`, `8.4.2`. */
  readonly id: string;
  /** Further ids of the standard's own: a STIG's `OKTA-APP-000020`. */
  readonly aliases: readonly string[];
  /** The good state as a sentence, in our own words. */
  readonly title: string;
  readonly severity: Severity;
  /** The field of Okta's API that decides. */
  readonly decidedBy: string;
  /** The worse of the two: `open` before `not_reviewed` before `pass`. */
  readonly status: StandardStatus;
  /** The answer of whoever follows the standard's own steps. */
  readonly asTheStandardChecks: StandardVerdict;
  /** The answer for every person, by every rule that can be reached. */
  readonly asItHoldsForPeople: StandardVerdict;
  /** Null where the setting is the org's own and holds for everybody alike. */
  readonly people: PeopleAffected | null;
}

export interface StandardCounts {
  readonly pass: number;
  readonly open: number;
  readonly notReviewed: number;
}

/** A standard with the answers to all of its requirements. */
export interface FrameworkResult {
  /** As the command calls it: `stig`. */
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** Day on which this version came out: `YYYY-MM-DD`. */
  readonly published: string;
  /** By `status`. */
  readonly counts: StandardCounts;
  readonly requirements: readonly RequirementResult[];
}

/** The answer of `plumbline standards`, as `--format json` prints it. */
export interface StandardsReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "plumbline"; readonly version: string };
  readonly org: { readonly url: string; readonly id: string | null; readonly engine: Engine };
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly source: "live" | "snapshot";
  /** When what is judged was read: of a snapshot, when it was taken. */
  readonly asOf: string;
  readonly frameworks: readonly FrameworkResult[];
  readonly gaps: readonly ReportGap[];
  readonly cost: Cost;
}

/** Options of a renderer of standards. */
export interface StandardsRenderOptions {
  readonly color: boolean;
  /** Terminal columns. */
  readonly width: number;
  /** Show evidence of what passes, too. */
  readonly verbose: boolean;
}

/** One output format of `plumbline standards`: a pure function from its report to text, one file each. */
export interface StandardsReporter {
  /** Name of it in `--format`; equal to the file's name. */
  readonly name: string;
  readonly description: string;
  render(report: StandardsReport, options: StandardsRenderOptions): string;
}
