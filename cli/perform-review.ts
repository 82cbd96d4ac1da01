import type { Review } from "../model/review.ts";
import type { Severity } from "../model/words.ts";
import { reviewBaselines } from "../policy/review/review-baselines.ts";
import { loadDetections } from "./load-detections.ts";
import { packageVersion } from "./package-root.ts";
import { type ReviewSides, readSides } from "./review-sides.ts";
import type { Terminal } from "./terminal.ts";

/** What to compare. */
export interface ReviewRequest {
  readonly sides: ReviewSides;
  /** Holds approvals against this day, in place of today. */
  readonly now?: Date;
}

/** Reads both baselines and compares them: `plumbline review` without its flags and its printing. */
export async function performReview(request: ReviewRequest, terminal: Terminal): Promise<Review> {
  const now = request.now ?? terminal.now();
  const { base, head } = await readSides(request.sides);
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

async function usualSeverities(): Promise<(detection: string) => Severity | null> {
  const severities = new Map((await loadDetections()).map(({ id, severity }) => [id, severity]));
  return (detection) => severities.get(detection) ?? null;
}
