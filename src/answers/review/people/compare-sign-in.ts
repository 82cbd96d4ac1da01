import type { Baseline } from "../../../model/baseline.ts";
import type { Person } from "../../../model/snapshot.ts";
import type { SignInFindings } from "./judge-sign-on-changes.ts";
import { isProbe } from "./probe-people.ts";
import {
  pairsById,
  pairsInUse,
  type SignInDifference,
  type SignInSide,
  showsSignOn,
  signInReader,
} from "./sign-in-effects.ts";

/** Whether baselines say anything of how people sign in. */
export const declaresSignOn = (...baselines: readonly Baseline[]): boolean =>
  baselines.some(({ signOn }) => signOn.sessionPolicies.length + signOn.appPolicies.length > 0);

const withoutRules = (
  policies: readonly { readonly name: string; readonly rules: readonly unknown[] | null }[] = [],
): readonly string[] => policies.filter(({ rules }) => rules === null).map(({ name }) => name);

/** Compares signing in, where the org shows it; null where it does not. */
export function compareSignIn(base: SignInSide, head: SignInSide) {
  if (!showsSignOn(base.org)) return null;
  const { inScope } = head.judgement.people;
  const inUse = signInReader(base, head, pairsInUse(base.org, head.org));
  const everyPolicy = signInReader(base, head, pairsById(base.org, head.org));
  /** Each once: people who are alike share one list, and its differences. */
  const met = (people: readonly Person[], which: "differences" | "opened"): readonly SignInDifference[] => {
    const lists = people.flatMap((person) => [inUse[which](person), everyPolicy[which](person)]);
    return [...new Set([...new Set(lists)].flat())];
  };
  return {
    differences: inUse.differences,
    opened: inUse.opened,
    isUnread: inUse.isUnread,
    /** Of every policy, whether anything is under it or not; and for people who are not there or cannot open it. */
    findings: (): SignInFindings => ({
      people: met(
        inScope.filter((person) => !isProbe(person)),
        "opened",
      ),
      // Whoever cannot open a thing today may be assigned to it tomorrow.
      probes: met(inScope, "differences"),
      unread: {
        session: withoutRules(base.org.slices.sessionPolicies),
        app: withoutRules(base.org.slices.appPolicies),
      },
    }),
  };
}
