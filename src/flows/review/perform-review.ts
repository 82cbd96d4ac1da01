import { countPeople } from "../../answers/review/count-people.ts";
import {
  type CountedPeople,
  type ReviewSide,
  reviewBaselines,
} from "../../answers/review/review-baselines.ts";
import type { Change, Review } from "../../model/review.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import type { Severity } from "../../model/words.ts";
import { readSnapshotFile } from "../../okta/snapshot-file.ts";
import { type KnownName, knownNames } from "../../report/redaction/known-names.ts";
import type { Caller } from "../caller.ts";
import { loadDetections } from "../catalogue/load-detections.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import { refuseOtherEngine } from "../check/read-org.ts";
import { type ReviewSides, readSides } from "./review-sides.ts";

/** Input of a review. */
export interface ReviewRequest {
  readonly sides: ReviewSides;
  /** A saved snapshot of the org to count people in. */
  readonly snapshot?: string;
  /** Holds approvals against this day, in place of today. */
  readonly now?: Date;
}

/** The answer, with what a redaction has to look for. */
export interface ReviewAnswer {
  readonly review: Review;
  readonly names: () => Iterable<KnownName>;
}

/** Reads both baselines and compares them: `plumbline review` without its flags and its printing. */
export async function performReview(request: ReviewRequest, caller: Caller): Promise<ReviewAnswer> {
  const sides = await readSides(request.sides);
  const snapshot = request.snapshot === undefined ? null : await readSnapshotFile(request.snapshot);
  return reviewOf(sides, { now: request.now ?? caller.now(), snapshot }, caller);
}

/** Compares two baselines that were read. @param judging an org to count people in, and the day that approvals are held against */
export async function reviewOf(
  { base, head }: { readonly base: ReviewSide; readonly head: ReviewSide },
  { now, snapshot }: { readonly now: Date; readonly snapshot: OrgSnapshot | null },
  caller: Pick<Caller, "warn">,
): Promise<ReviewAnswer> {
  for (const line of base.loaded.passedOver) {
    caller.warn(`the base has a mistake, and is compared without that entry: ${line}`);
  }
  const review = reviewBaselines({
    base,
    head,
    now,
    version: packageVersion(),
    severityOf: await usualSeverities(),
    countPeople: counter(snapshot, base, head, now),
  });
  return {
    review,
    names: () =>
      knownNames({ baselines: [base.loaded.baseline, head.loaded.baseline], snapshot, stack: null }),
  };
}

function counter(
  snapshot: OrgSnapshot | null,
  base: ReviewSide,
  head: ReviewSide,
  now: Date,
): (changes: readonly Change[]) => CountedPeople {
  if (snapshot === null) return notCounted("no --snapshot was given");
  const [before, after] = [base.loaded.baseline, head.loaded.baseline];
  refuseOtherEngine(after.org.engine, snapshot.org);
  // The earlier baseline means nothing in this org.
  if (before.org.engine !== after.org.engine)
    return notCounted("the two baselines are for different engines");
  return countPeople({ base: before, head: after }, snapshot, now);
}

const notCounted = (why: string) => (): CountedPeople => ({
  people: { counted: false, uncertainties: [why], inScope: 0, org: null },
  effects: [],
  verdicts: new Map(),
});

async function usualSeverities(): Promise<(detection: string) => Severity | null> {
  const severities = new Map<string, Severity>(
    (await loadDetections()).map(({ id, severity }) => [id, severity]),
  );
  return (detection) => severities.get(detection) ?? null;
}
