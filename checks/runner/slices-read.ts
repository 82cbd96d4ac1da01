import type { AppliedStack } from "../../src/model/applied-stack.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import type { Slice } from "../../src/model/snapshot.ts";
import type { Check } from "../contract/check.ts";

/**
 * Every slice that these checks read for a baseline, whether or not they can do without it. Never the System Log: what
 * it adds to a finding decides nothing.
 */
export function slicesRead(
  checks: readonly Check[],
  baseline: Baseline,
  stack: AppliedStack | null = null,
): ReadonlySet<Slice> {
  const all = checks.flatMap((check) => [
    ...check.needs(baseline, stack),
    ...(check.sharpenedBy?.(baseline, stack) ?? []),
  ]);
  return new Set(all.filter((slice) => slice !== "logs"));
}
