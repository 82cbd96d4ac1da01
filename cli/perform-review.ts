import type { Review } from "../model/review.ts";
import type { Severity } from "../model/words.ts";
import { loadBaseline } from "../policy/load-baseline.ts";
import { type ReviewSide, reviewBaselines } from "../policy/review/review-baselines.ts";
import { loadDetections } from "./load-detections.ts";
import { packageVersion } from "./package-root.ts";
import type { Terminal } from "./terminal.ts";

/** What to compare. */
export interface ReviewRequest {
  readonly files: readonly [base: string, head: string];
  /** Holds approvals against this day, in place of today. */
  readonly now?: Date;
}

/** Reads both baselines and compares them: `plumbline review` without its flags and its printing. */
export async function performReview(request: ReviewRequest, terminal: Terminal): Promise<Review> {
  const now = request.now ?? terminal.now();
  const [base, head] = await readSides(request);
  return reviewBaselines({
    base,
    head,
    now,
    version: packageVersion(),
    severityOf: await usualSeverities(),
    counted: {
      people: { counted: false, doubts: ["no --snapshot was given"], inScope: 0, org: null },
      effects: [],
    },
  });
}

async function readSides({ files: [base, head] }: ReviewRequest): Promise<readonly [ReviewSide, ReviewSide]> {
  return [
    { loaded: await loadBaseline(base), ref: null },
    { loaded: await loadBaseline(head), ref: null },
  ];
}

async function usualSeverities(): Promise<(detection: string) => Severity | null> {
  const severities = new Map((await loadDetections()).map(({ id, severity }) => [id, severity]));
  return (detection) => severities.get(detection) ?? null;
}
