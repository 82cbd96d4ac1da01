import type { Check } from "../../../checks/contract/check.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { ReadinessPoint } from "../../model/readiness.ts";
import type { Slice } from "../../model/snapshot.ts";

/** Which checks a missing part of the org would leave without an answer, or with half of one. */
export type AffectedChecks = ReadinessPoint["checks"];

export const nobodyAffected: AffectedChecks = { unknown: [], partly: [] };

/** Says by the checks themselves what each would be without some slices, for this baseline. */
export interface Dependence {
  without(slices: readonly Slice[]): AffectedChecks;
  /** Every check that has something to judge. */
  readonly all: AffectedChecks;
}

/** Works out what depends on what; checks to which the baseline gives nothing to judge depend on nothing. */
export function dependenceOf(checks: readonly Check[], baseline: Baseline): Dependence {
  const reading = checks
    .map((check) => ({
      id: check.id,
      needs: check.needs(baseline, null),
      sharpenedBy: check.sharpenedBy?.(baseline, null) ?? [],
    }))
    .filter(({ needs, sharpenedBy }) => needs.length + sharpenedBy.length > 0);
  return {
    all: { unknown: reading.map(({ id }) => id), partly: [] },
    without(slices) {
      const lacks = (read: readonly Slice[]): boolean => read.some((slice) => slices.includes(slice));
      return {
        unknown: reading.filter(({ needs }) => lacks(needs)).map(({ id }) => id),
        partly: reading
          .filter(({ needs, sharpenedBy }) => !lacks(needs) && lacks(sharpenedBy))
          .map(({ id }) => id),
      };
    },
  };
}
