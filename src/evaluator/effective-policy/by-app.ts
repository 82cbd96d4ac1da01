import type { AppClass } from "./app-classes.ts";
import type { PolicyTrial, RuleTrial } from "./enrollment-chain.ts";
import { type Reached, reachable } from "./links-reached.ts";

/** Policies that can be in effect for a person at some of the sign-ins that rules tell apart by the application. */
export interface WayIn {
  readonly apps: AppClass;
  readonly trials: readonly PolicyTrial[];
  readonly found: readonly Reached[];
}

/** A link as it stands at these sign-ins: none where its rule is not for them. */
function linkAt(link: RuleTrial, apps: AppClass): readonly RuleTrial[] {
  const takes = link.rule === null || apps.takes(link.rule);
  if (takes !== null) return takes ? [link] : [];
  const uncertainty = `rule "${link.rule?.name}" depends on the application, in a way that is not known`;
  return [{ ...link, uncertainty: link.uncertainty ?? uncertainty }];
}

/** Follows the trials at each kind of sign-in. */
export function waysIn(trials: readonly PolicyTrial[], classes: readonly AppClass[]): readonly WayIn[] {
  return classes.map((apps) => {
    const those = trials.map((trial) => ({
      ...trial,
      links: trial.links.flatMap((link) => linkAt(link, apps)),
    }));
    return { apps, trials: those, found: reachable(those) };
  });
}

/** Which link it is, whatever a kind of sign-in makes of it. */
export const keyOf = ({ rule, policy, place }: RuleTrial): unknown => rule ?? policy ?? place;
