import type { AppClass } from "./app-classes.ts";
import type { Attempt, ChainLink } from "./enrollment-chain.ts";
import { type Reached, reachable } from "./links-reached.ts";

/** Policies that can be in effect for a person at some of the sign-ins that rules tell apart by the application. */
export interface WayIn {
  readonly apps: AppClass;
  readonly attempts: readonly Attempt[];
  readonly found: readonly Reached[];
}

/** A link as it stands at these sign-ins: none where its rule is not for them. */
function linkAt(link: ChainLink, apps: AppClass): readonly ChainLink[] {
  const takes = link.rule === null || apps.takes(link.rule);
  if (takes !== null) return takes ? [link] : [];
  const doubt = `rule "${link.rule?.name}" depends on the application, in a way that is not known`;
  return [{ ...link, doubt: link.doubt ?? doubt }];
}

/** Follows the attempts at each kind of sign-in. */
export function waysIn(attempts: readonly Attempt[], classes: readonly AppClass[]): readonly WayIn[] {
  return classes.map((apps) => {
    const those = attempts.map((attempt) => ({
      ...attempt,
      links: attempt.links.flatMap((link) => linkAt(link, apps)),
    }));
    return { apps, attempts: those, found: reachable(those) };
  });
}

/** Which link it is, whatever a kind of sign-in makes of it. */
export const keyOf = ({ rule, policy, place }: ChainLink): unknown => rule ?? policy ?? place;
