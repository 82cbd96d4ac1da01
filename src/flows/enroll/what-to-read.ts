import groupMembers from "../../../checks/group-members.check.ts";
import memberOf from "../../../checks/member-of.check.ts";
import { planReads } from "../../../checks/runner/plan-reads.ts";
import type { Baseline } from "../../model/baseline.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { EnrollOptions } from "./enroll-options.ts";

/**
 * The baseline with these requirements alone; all of it without ids.
 *
 * @throws PlumblineError REQUIREMENT_NOT_FOUND; USAGE when none of them asks for a group: nothing may look done that was not asked
 */
export function onlyThese(baseline: Baseline, ids: readonly string[]): Baseline {
  if (ids.length === 0) return baseline;
  const known = baseline.requirements.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    throw new PlumblineError("REQUIREMENT_NOT_FOUND", `the baseline has no requirement "${unknown}"`, {
      remedy: known.length === 0 ? "it has none at all" : `choose from ${known.join(", ")}`,
    });
  }
  const requirements = baseline.requirements.filter(({ id }) => ids.includes(id));
  if (requirements.every(({ memberOf }) => memberOf.length === 0)) {
    throw new PlumblineError("USAGE", `${ids.join(", ")} asks for no group (memberOf)`, {
      remedy: "name a requirement with memberOf, or leave --only out",
    });
  }
  return { ...baseline, requirements };
}

/** Plans reading who is in which group and who has to be; nothing where no membership is asked for. */
export function whatToRead(
  baseline: Baseline,
  { only, alsoFilled }: Pick<EnrollOptions, "only" | "alsoFilled">,
): ReadPlan {
  const asking = only.length === 0 ? [memberOf, groupMembers] : [memberOf];
  const plan = planReads(asking, baseline);
  const fillers = plan.slices.size > 0 && alsoFilled !== true ? (["group-rules"] as const) : [];
  return { ...plan, slices: new Set([...plan.slices, ...fillers]) };
}
