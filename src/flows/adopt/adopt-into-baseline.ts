import { readFile } from "node:fs/promises";
import { loadBaseline } from "../../../policy/load-baseline.ts";
import { type Addendum, adoptInto } from "../../answers/adopt/adopt-into.ts";
import type { Caller } from "../caller.ts";
import { loadChecks } from "../catalogue/load-checks.ts";
import { readOrg, refuseOtherEngine } from "../check/read-org.ts";
import { wholeOrg } from "../snapshot/reading-plan.ts";
import { writeWhole } from "../write-whole.ts";
import { type AdoptOptions, adoptRequest, refuseGaps } from "./adopt-live.ts";

/**
 * Adds to a baseline file what is live and undeclared. The file is written only when there is something to add.
 *
 * @throws PlumblineError BASELINE_*, ENGINE_MISMATCH, ADOPTION_INCOMPLETE, OUTPUT_FAILED, and what keeps from reading
 */
export async function adoptIntoBaseline(
  options: Omit<AdoptOptions, "out" | "force"> & { readonly into: string },
  caller: Caller,
): Promise<Addendum> {
  const { into } = options;
  const { baseline } = await loadBaseline(into);
  const text = await readFile(into, "utf8");
  const checks = await loadChecks();
  const whole = wholeOrg(checks);
  const reading = await readOrg(
    (org) => {
      refuseOtherEngine(baseline.org.engine, org);
      return whole(org);
    },
    options,
    caller,
  );
  if (options.partial !== true) refuseGaps(reading.snapshot);
  const addendum = adoptInto({ text, baseline }, adoptRequest(reading, checks, options));
  if (addendum.added.length > 0) await writeWhole(into, addendum.text);
  return addendum;
}
