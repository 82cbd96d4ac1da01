import type { ReportGap } from "./report.ts";
import type { FrameworkResult, RequirementResult, StandardStatus } from "./standards.ts";

/** Commands that judge standards: `standards` itself, or a check whose baseline pins some. */
export const standardJudges = ["standards", "check"] as const;
export type StandardJudge = (typeof standardJudges)[number];

/** Statuses of a requirement: the worse of both answers, then each. */
export type KeptStatuses = readonly [worse: StandardStatus, first: StandardStatus, second: StandardStatus];

/** Answers to a standard, and of whom they are. */
export interface JudgedFramework {
  readonly result: FrameworkResult;
  readonly notReached: NotReached;
}

/** People whom some requirements of a standard do not reach, or of whom that is not known. */
export interface NotReached {
  /** Each as `V-273186: open`; people of equal answers share a list. */
  readonly answers: readonly (readonly string[])[];
  /** By user id, with the place of their list. */
  readonly people: readonly (readonly [id: string, answers: number])[];
}

/** How a standard stood in a run that judged it, without reasons and evidence. */
export interface KeptStandard extends Omit<FrameworkResult, "requirements"> {
  /** Of the standard in this run; `framework` in a ledger is its `id`. */
  readonly answers: string;
  readonly org: string;
  readonly by: StandardJudge;
  /** The kept report that goes with it, where a check judged it. */
  readonly run: string | null;
  /** Version of Plumbline that judged. */
  readonly tool: string;
  /** When what was judged was read, and when it was judged: ISO 8601, UTC. */
  readonly asOf: string;
  readonly finishedAt: string;
  /** By requirement. */
  readonly statuses: Readonly<Record<string, KeptStatuses>>;
}

/** The same with everything that decided. */
export interface KeptAnswers extends KeptStandard {
  readonly requirements: readonly RequirementResult[];
  readonly gaps: readonly ReportGap[];
}
