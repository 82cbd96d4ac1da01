import type { ExplainedEnrolments, ExplainedPolicy } from "../../model/explanation.ts";
import type { FindingExemption, PolicyStep } from "../../model/report.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

/** Which policies were tried, and why. */
export function redactSteps(
  steps: readonly PolicyStep[],
  { whole, within }: Pseudonyms,
): readonly PolicyStep[] {
  return steps.map(({ policy, applies, reason }) => ({
    policy: whole(policy, "policy"),
    applies,
    reason: within(reason),
  }));
}

/** The reason is a sentence in which anybody may be named. */
export function redactExemption(
  { until, reason, owner }: FindingExemption,
  { whole, withheld }: Pseudonyms,
): FindingExemption {
  return { until, reason: withheld(reason), owner: whole(owner) };
}

/** Which policy is in effect for somebody. */
export function redactPolicy(
  { outcomes, path, uncertainties }: ExplainedPolicy,
  pseudonyms: Pseudonyms,
): ExplainedPolicy {
  const { whole, within } = pseudonyms;
  return {
    outcomes: outcomes.map(({ policy, rule, network, apps, why }) => ({
      policy: policy === null ? null : whole(policy, "policy"),
      rule: rule === null ? null : whole(rule, "rule"),
      network: network === null ? null : within(network),
      apps: apps === null ? null : within(apps),
      why,
    })),
    path: redactSteps(path, pseudonyms),
    uncertainties: uncertainties.map(within),
  };
}

/** Redacts somebody's enrolments to Okta's keys, with ids where a key repeats. */
export function redactEnrolments(
  { source, factors, reason }: ExplainedEnrolments,
  { within }: Pseudonyms,
): ExplainedEnrolments {
  return { source, factors: factors.map(within), reason: reason === null ? null : within(reason) };
}
