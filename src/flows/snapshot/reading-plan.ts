import type { Check } from "../../../checks/contract/check.ts";
import { isForUserTypes, planReads } from "../../../checks/runner/plan-reads.ts";
import { readTogether } from "../../../checks/runner/read-together.ts";
import { loadBaseline } from "../../../policy/load-baseline.ts";
import { wholeBaseline } from "../../answers/readiness/whole-baseline.ts";
import { identityAuthenticators } from "../../model/authenticators.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { Enrolment } from "../../model/snapshot.ts";
import type { Framework } from "../../standards/contract/framework.ts";
import { planStandards } from "../../standards/plan-standards.ts";
import { type PlanFor, planOf } from "../check/read-org.ts";

/** A snapshot is judged by other baselines, too: that somebody has enough by one does not spare the rest. */
function withAllEnrolments({ isEnough: _, ...plan }: ReadPlan): ReadPlan {
  return plan;
}

/** Reads all that a baseline can say something about, of an org for which there is none yet. */
export const wholeOrg =
  (checks: readonly Check[]): PlanFor =>
  ({ engine }) => ({
    ...withAllEnrolments(planReads(checks, wholeBaseline(engine))),
    needsUserTypes: (policies) => policies.some(({ rules }) => isForUserTypes(rules)),
  });

/** Whether what was read does not say by which of its methods an authenticator is enrolled. */
const lacksMethod = ({ key, method }: Enrolment): boolean =>
  method === null && Object.keys(identityAuthenticators[key]?.methods ?? {}).length > 1;

/** Reads so much that any baseline can be judged by it later. */
const everything =
  (checks: readonly Check[]): PlanFor =>
  (org) => ({
    ...wholeOrg(checks)(org),
    everything: true,
    needsFactorsToo: (_user, enrolments) => enrolments.some(lacksMethod),
  });

/** A plan that reads what these standards ask about, too. */
export const withStandards =
  (planFor: PlanFor, frameworks: readonly Framework[]): PlanFor =>
  (org) =>
    frameworks.length === 0
      ? planFor(org)
      : readTogether(planFor(org), planStandards(frameworks, org.engine));

/** Reads what a check by that baseline needs; without one, all that a check by any could. Throws as `loadBaseline`. */
export async function readingPlan(checks: readonly Check[], baseline: string | undefined): Promise<PlanFor> {
  if (baseline === undefined) return everything(checks);
  const loaded = await loadBaseline(baseline);
  return planOf(withAllEnrolments(planReads(checks, loaded.baseline)), loaded.baseline);
}
