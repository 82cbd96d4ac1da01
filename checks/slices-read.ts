import type { Baseline } from "../model/baseline.ts";
import type { Slice } from "../model/snapshot.ts";
import type { Check } from "./check.ts";

/**
 * Every slice that these checks read for a baseline, whether or not they can do without it. Never the System Log: what
 * it adds to a finding decides nothing.
 */
export function slicesRead(checks: readonly Check[], baseline: Baseline): ReadonlySet<Slice> {
  const all = checks.flatMap((check) => [...check.needs(baseline), ...(check.sharpenedBy?.(baseline) ?? [])]);
  return new Set(all.filter((slice) => slice !== "logs"));
}
