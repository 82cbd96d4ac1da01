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
  /** Each once: people who are alike share one list. */
  const met = (people: readonly Person[]): readonly SignInDifference[] => {
    const lists = people.flatMap((person) => [inUse.differences(person), everyPolicy.differences(person)]);
    return [...new Set(lists)].flat();
  };
  return {
    differences: inUse.differences,
    /** Of every policy, whether anything is under it or not; and for people whom the org does not have. */
    findings: (): SignInFindings => ({
      people: met(inScope.filter((person) => !isProbe(person))),
      probes: met(inScope.filter(isProbe)),
      unread: {
        session: withoutRules(base.org.slices.sessionPolicies),
        app: withoutRules(base.org.slices.appPolicies),
      },
    }),
  };
}
