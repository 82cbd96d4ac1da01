import { peopleChecks } from "../../checks/people-checks.ts";
import { planReads } from "../../checks/runner/plan-reads.ts";
import { signInOfEverybody } from "../evaluator/sign-on/sign-in-of-everybody.ts";
import type { OrgAuthenticator } from "../model/live-enrollment.ts";
import type { ReadPlan } from "../model/read-plan.ts";
import type { Slice } from "../model/snapshot.ts";
import type { Engine } from "../model/words.ts";
import type { Framework, StandardRequirement } from "./contract/framework.ts";
import { askedBaseline } from "./people/asked-baseline.ts";

/** Slices that decide a requirement. */
export const slicesOf = ({ needs, asItHoldsForPeople: asked }: StandardRequirement): readonly Slice[] =>
  asked.kind === "judged" ? [...needs, ...asked.needs] : needs;

/** Plans what must be read to answer these standards, for an org on an engine: no more, nothing twice. */
export function planStandards(frameworks: readonly Framework[], engine: Engine): ReadPlan {
  const requirements = frameworks.flatMap((one) => one.requirements);
  const asked = askedBaseline(requirements, engine);
  const planned = requirements.flatMap(slicesOf);
  // Whoever is judged by factors of their own has to be read, whether or not a check judges them.
  const everybody = planned.includes("factors") ? [signInOfEverybody] : [];
  // A factor that is enough for a check does not say how somebody signs in.
  const { isEnough: _, ...plan } = planReads(peopleChecks, {
    ...asked,
    requirements: [...asked.requirements, ...everybody],
  });
  const asksPasskeys = frameworks.some((one) => one.asksPasskeys === true);
  const passkeys = (listed: readonly OrgAuthenticator[]) =>
    listed.flatMap(({ id, key, status }) =>
      asksPasskeys && key === "webauthn" && status === "ACTIVE" && id !== null ? id : [],
    );
  return {
    ...plan,
    methodsNeededOf: (listed) => [...new Set([...plan.methodsNeededOf(listed), ...passkeys(listed)])],
    slices: new Set([...plan.slices, ...planned]),
  };
}
