import { peopleChecks } from "../../checks/people-checks.ts";
import { planReads } from "../../checks/runner/plan-reads.ts";
import type { ReadPlan } from "../model/read-plan.ts";
import type { Slice } from "../model/snapshot.ts";
import type { Engine } from "../model/words.ts";
import type { Framework, StandardRequirement } from "./contract/framework.ts";
import { askedBaseline } from "./people/asked-baseline.ts";

const slicesOf = ({ needs, asItHoldsForPeople: asked }: StandardRequirement): readonly Slice[] =>
  asked.kind === "judged" ? [...needs, ...asked.needs] : needs;

/** Plans what must be read to answer these standards, for an org on an engine: no more, nothing twice. */
export function planStandards(frameworks: readonly Framework[], engine: Engine): ReadPlan {
  const requirements = frameworks.flatMap((one) => one.requirements);
  const plan = planReads(peopleChecks, askedBaseline(requirements, engine));
  return { ...plan, slices: new Set([...plan.slices, ...requirements.flatMap(slicesOf)]) };
}
