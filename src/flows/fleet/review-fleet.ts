import type { Check } from "../../../checks/contract/check.ts";
import type { FleetOrg } from "../../model/fleet.ts";
import type { FleetReview, OrgReview } from "../../model/fleet-review.ts";
import { workThrough } from "../../okta/reading/work-pool.ts";
import type { Caller } from "../caller.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import { interrupted } from "../check/read-org.ts";
import { reviewExitCode, worstOf } from "../exit-code.ts";
import { type ReviewAnswer, reviewOf } from "../review/perform-review.ts";
import { readSides } from "../review/review-sides.ts";
import { wholeOrg } from "../snapshot/reading-plan.ts";
import { fleetProgress } from "./fleet-progress.ts";
import { callerFor, failureOf } from "./org-environment.ts";
import { type SnapshotOptions, snapshotOf } from "./org-snapshot.ts";

/** Request for a review of changed baselines for many orgs. */
export interface FleetReviewRequest extends SnapshotOptions {
  readonly path: string;
  readonly orgs: readonly FleetOrg[];
  readonly checks: readonly Check[];
  /** Git ref of the baselines as they were. */
  readonly base: string;
  /** Git ref of the changed ones; left out: as they lie in the working tree. */
  readonly head?: string;
  /** Counts people in the live orgs; without it, in saved snapshots, or not at all. */
  readonly live?: boolean;
  /** Holds approvals against this day, in place of today. */
  readonly now?: Date;
  readonly parallel: number;
}

/** Work of a door on the review of an org; what it returns goes into the review of the fleet. */
export type TakeReview = (org: FleetOrg, answer: ReviewAnswer) => Promise<OrgReview["review"]>;

/**
 * Judges a change of baselines on every org that uses them, through `extends` or not. An org whose baseline did not
 * change is not read; one that fails hides no other.
 */
export async function reviewFleet(
  request: FleetReviewRequest,
  caller: Caller,
  take: TakeReview,
): Promise<FleetReview> {
  const progress = fleetProgress(request.orgs.length, caller);
  const reviews = new Map<FleetOrg, OrgReview>();
  await workThrough(request.orgs, request.parallel, async (org) => {
    progress.begin(org.name);
    reviews.set(org, await reviewOrg(org, request, caller, take));
    progress.end(org.name);
  });
  caller.progress(null);
  const orgs = request.orgs.flatMap((org) => reviews.get(org) ?? []);
  return {
    schemaVersion: 1,
    tool: { name: "plumbline", version: packageVersion() },
    fleet: request.path,
    base: request.base,
    head: request.head ?? null,
    exitCode: caller.signal.aborted ? 1 : worstOf(orgs.map(({ exitCode }) => exitCode)),
    orgs,
  };
}

async function reviewOrg(
  org: FleetOrg,
  request: FleetReviewRequest,
  caller: Caller,
  take: TakeReview,
): Promise<OrgReview> {
  const { name, url, tags, owner, baseline } = org;
  const of = { name, url, tags, owner, baseline };
  try {
    if (caller.signal.aborted) throw interrupted();
    const { base: ref, head = null } = request;
    const sides = await readSides({ kind: "refs", baseline, base: ref, head });
    if (sides.base.loaded.sha256 === sides.head.loaded.sha256) {
      return { ...of, exitCode: 0, outcome: "unchanged", error: null, review: null };
    }
    const own = callerFor(org, caller);
    const isCounted = request.live === true || request.snapshots !== undefined;
    const snapshot = isCounted ? await snapshotOf(org, wholeOrg(request.checks), request, own) : null;
    const answer = await reviewOf(sides, { now: request.now ?? caller.now(), snapshot }, own);
    const exitCode = reviewExitCode(answer.review, snapshot !== null);
    return { ...of, exitCode, outcome: "reviewed", error: null, review: await take(org, answer) };
  } catch (error) {
    return { ...of, exitCode: 1, outcome: "failed", error: failureOf(error, org), review: null };
  }
}
