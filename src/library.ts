import process from "node:process";
import { type Evaluation, evaluate as judge } from "../checks/runner/evaluate.ts";
import type { Caller } from "./flows/caller.ts";
import { loadChecks, selectChecks } from "./flows/catalogue/load-checks.ts";
import { performCheck } from "./flows/check/perform-check.ts";
import { performReview } from "./flows/review/perform-review.ts";
import type { Baseline } from "./model/baseline.ts";
import type { Environment } from "./model/environment.ts";
import type { Report } from "./model/report.ts";
import type { Review } from "./model/review.ts";
import type { OrgSnapshot } from "./model/snapshot.ts";

// Exports for programs of others, which import "okta-plumbline": data in, data out, and nothing printed.

export type { Evaluation } from "../checks/runner/evaluate.ts";
export type { Baseline } from "./model/baseline.ts";
export type { PlumblineError } from "./model/errors.ts";
export type { Report } from "./model/report.ts";
export type { Review } from "./model/review.ts";
export type { OrgSnapshot } from "./model/snapshot.ts";

/** Options of every call. */
export interface CallOptions {
  /** Org and credentials, as the command reads them; `process.env` unless given. */
  readonly env?: Environment;
  /** Ends the reading: what was not read by then is a gap. */
  readonly signal?: AbortSignal;
  /** Judges as of then, in place of now. */
  readonly now?: Date;
}

/** Options of a check: what to compare an org with. */
export interface CheckOptions extends CallOptions {
  /** Path of the baseline. */
  readonly baseline: string;
  /** A saved snapshot, in place of the live org. */
  readonly snapshot?: string;
  /** Ids of checks; all unless given. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Milliseconds; no limit unless given. */
  readonly timeout?: number;
}

/**
 * Compares an org with a baseline, as `plumbline check` does.
 *
 * @throws PlumblineError as the command: what keeps it from an answer, with code and remedy
 */
export async function check(options: CheckOptions): Promise<Report> {
  const checks = selectChecks(await loadChecks(), { only: options.only ?? [], skip: options.skip ?? [] });
  const { report } = await performCheck({ ...options, checks }, callerOf(options));
  return report;
}

/**
 * Judges a snapshot that is at hand. Reads nothing.
 *
 * @param input.now - as of when; the moment at which the snapshot was taken unless given
 */
export async function evaluate(input: {
  readonly baseline: Baseline;
  readonly org: OrgSnapshot;
  readonly now?: Date;
}): Promise<Evaluation> {
  const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
  return judge({ now: new Date(input.org.takenAt), ...input, checks });
}

/**
 * Compares two baselines, as `plumbline review` does with two files.
 *
 * @throws PlumblineError BASELINE_*, SNAPSHOT_*, ENGINE_MISMATCH
 */
export async function review(
  options: CallOptions & {
    readonly base: string;
    readonly head: string;
    /** A saved snapshot of the org to count people in. */
    readonly snapshot?: string;
  },
): Promise<Review> {
  const { base, head } = options;
  const answer = await performReview({ ...options, sides: { kind: "files", base, head } }, callerOf(options));
  return answer.review;
}

const silent = (): void => {};

function callerOf({ env = process.env, signal, now }: CallOptions): Caller {
  return {
    env,
    signal: signal ?? new AbortController().signal,
    now: () => now ?? new Date(),
    warn: silent,
    remark: silent,
    progress: silent,
  };
}
