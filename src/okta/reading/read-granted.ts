import type { ReadPlan } from "../../model/read-plan.ts";
import type { OrgSlices } from "../../model/snapshot.ts";
import { ScopeMissing } from "../access/scope-missing.ts";
import { scopeIn, scopesFor } from "../access/scopes.ts";
import { readSlices, type SliceOptions } from "./read-slices.ts";
import type { Reading } from "./reading.ts";

/** Slices that were read, and the plan without what the service app may not even ask for. */
export interface GrantedReading {
  readonly plan: ReadPlan;
  readonly slices: OrgSlices;
}

/**
 * Reads every planned slice but the enrolments. Okta gives no token at all when one of its scopes is not granted; then
 * the slices that need such a scope are gaps, and the others are read all the same.
 *
 * @throws PlumblineError SCOPE_MISSING when no scope is left
 */
export async function readGranted(
  reading: Reading,
  plan: ReadPlan,
  options: SliceOptions,
): Promise<GrantedReading> {
  const { connection, engine, gaps } = reading;
  connection.needScopes(scopesFor(plan.slices, engine));
  try {
    return { plan, slices: await readSlices(reading, plan, options) };
  } catch (error) {
    if (!(error instanceof ScopeMissing)) throw error;
    const isMissing = (scope: string): boolean => error.scopes.includes(scope);
    const left = [...plan.slices].filter((slice) => !isMissing(scopeIn(engine, slice)));
    if (left.length === 0 || left.length === plan.slices.size) throw error;
    for (const slice of plan.slices) {
      const scope = scopeIn(engine, slice);
      if (isMissing(scope)) gaps.whole(slice, new ScopeMissing([scope]).gapReason);
    }
    connection.doWithout(error.scopes);
    const without = { ...plan, slices: new Set(left) };
    return { plan: without, slices: await readSlices(reading, without, options) };
  }
}
