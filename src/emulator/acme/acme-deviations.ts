import type { Deviation } from "./acme-drift.ts";
import { peopleDeviations } from "./acme-people-drift.ts";
import { policyDeviations } from "./acme-policy-drift.ts";
import { signOnDeviations } from "./acme-sign-on-drift.ts";

/**
 * Things that were done to Acme's org by hand, each named by one root cause of its own.
 * They can be applied one by one or all together, in this order, to what `acmeState` gives.
 */
export const acmeDeviations: readonly Deviation[] = [
  ...policyDeviations,
  ...peopleDeviations,
  ...signOnDeviations,
];
