import { countPeople } from "../../src/answers/review/count-people.ts";
import { reviewBaselines } from "../../src/answers/review/review-baselines.ts";
import type { Baseline, LoadedBaseline } from "../../src/model/baseline.ts";
import type { Review } from "../../src/model/review.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";

function loaded(baseline: Baseline, path: string): LoadedBaseline {
  const at = { file: path, line: 12, column: 3 };
  return {
    baseline,
    path,
    sha256: "ab".repeat(32),
    files: [path],
    positions: new Map([["/enrollmentPolicies", at]]),
    passedOver: [],
  };
}

/** The review of two baselines, with people where an org is given. */
export function reviewOf(
  base: Baseline,
  head: Baseline,
  org: OrgSnapshot | null = null,
  path = "./policy/baseline.yaml",
): Review {
  const now = new Date("2026-11-23T10:00:00.000Z");
  return reviewBaselines({
    base: { loaded: loaded(base, path), ref: "main" },
    head: { loaded: loaded(head, path), ref: null },
    now,
    version: "0.1.0",
    severityOf: () => null,
    countPeople:
      org === null
        ? () => ({
            people: { counted: false, uncertainties: ["no --snapshot was given"], inScope: 0, org: null },
            effects: [],
            verdicts: new Map(),
          })
        : countPeople({ base, head }, org, now),
  });
}
