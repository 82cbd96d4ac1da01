import { oktaItself } from "../../src/model/app-condition.ts";
import type { Baseline, BaselineRule } from "../../src/model/baseline.ts";
import { sameName } from "../../src/model/words.ts";

const leavesOutOkta = ({ apps: { exclude } }: BaselineRule): boolean =>
  exclude.some((app) => app.kind === "type" && app.name === oktaItself);

/**
 * Whether the baseline declares the policies that a requirement names for applications alone, and leaves signing in to Okta
 * itself to others: every rule of theirs has it under `exclude`. Okta's own policy, whose last rule takes everybody, never does.
 */
export function leavesOktaToOthers(governedBy: readonly string[], { enrollmentPolicies }: Baseline): boolean {
  return enrollmentPolicies
    .filter(({ name }) => governedBy.some((one) => sameName(one, name)))
    .every(({ isDefault, rules }) => !isDefault && rules.every(leavesOutOkta));
}
