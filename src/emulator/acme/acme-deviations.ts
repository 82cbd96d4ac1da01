import type { Deviation } from "./acme-drift.ts";
import { peopleDeviations } from "./acme-people-drift.ts";
import { policyDeviations } from "./acme-policy-drift.ts";

/**
 * Ten things that were done to Acme's org by hand, each of another kind and found by a check of its own.
 * They can be applied one by one or all together, in this order, to what `acmeState` gives.
 */
export const acmeDeviations: readonly Deviation[] = [...policyDeviations, ...peopleDeviations];
