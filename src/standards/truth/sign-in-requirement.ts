import type { SignOn } from "../../evaluator/sign-on/sign-on.ts";
import type { SignInTarget } from "../../model/baseline-sign-on.ts";
import type { AskedLevel } from "../../model/sign-on-words.ts";
import type { Slice } from "../../model/snapshot.ts";
import type { JudgedForPeople, StandardRequirement, StandardsInput } from "../contract/framework.ts";
import { notReviewed } from "../contract/verdicts.ts";
import { administratorSlices, administratorsOf } from "./administrators.ts";
import { exceptionSeen, exceptionsInEffect } from "./exceptions.ts";
import {
  type AskedOfSignIn,
  askedByRules,
  askedSlices,
  reachedByPeople,
  usedSlices,
} from "./sign-in-asked.ts";

/** A standard's demand on how strongly people sign in. */
interface AskedSignIn extends Pick<StandardRequirement, "id" | "aliases" | "title" | "severity"> {
  readonly whom: "everybody" | "administrators";
  readonly to: SignInTarget;
  readonly atLeast: AskedLevel;
  /** In the standard's words, after "asks for". */
  readonly levelWords: string;
  /** Scale of its own; ours unless given, with what has to be known for it. */
  readonly scale?: {
    readonly needs: readonly Slice[];
    signOn(org: StandardsInput): SignOn;
    whyNot(org: StandardsInput): string | null;
  };
  /** Whoever has an exception in effect is left out. */
  readonly lessExceptions?: true;
}

type Whom = ReturnType<typeof administratorsOf>;

function whomOf({ whom, lessExceptions }: AskedSignIn, org: StandardsInput): Whom {
  const found =
    whom === "administrators"
      ? administratorsOf(org)
      : { people: org.judgement.people.inScope, uncertainties: [] };
  if (lessExceptions !== true) return found;
  const excepted = new Set(exceptionsInEffect(org).map(({ id }) => id));
  return { ...found, people: found.people.filter(({ id }) => !excepted.has(id)) };
}

function withExceptions(verdict: JudgedForPeople, org: StandardsInput): JudgedForPeople {
  const exceptions = exceptionsInEffect(org);
  if (exceptions.length === 0) return verdict;
  return {
    ...verdict,
    reason: `${verdict.reason}; documented exceptions with an end and an owner are left out: ${exceptions.length}`,
    evidence: [...verdict.evidence, ...exceptions.map(exceptionSeen)],
  };
}

/** A requirement on sign-in: by what the rules ask of anybody, and by what each person can get in with. */
export function signInRequirement(asked: AskedSignIn): StandardRequirement {
  const { id, aliases, title, severity, to, atLeast, levelWords, scale } = asked;
  const demand = (org: StandardsInput): AskedOfSignIn => ({
    signOn: scale?.signOn(org) ?? org.judgement.signOn(),
    to,
    atLeast,
    levelWords,
  });
  return {
    id,
    aliases,
    title,
    severity,
    decidedBy:
      "what session and app sign-in policies ask for together, of the authenticators that the org takes",
    needs: [...askedSlices, ...(scale?.needs ?? [])],
    asTheStandardChecks: (org) => {
      const why = scale?.whyNot(org) ?? null;
      return why === null ? askedByRules(org, demand(org)) : notReviewed(why);
    },
    ...(scale === undefined && { signIn: { to, atLeast } }),
    asItHoldsForPeople: {
      kind: "judged",
      needs: [...usedSlices, ...(asked.whom === "administrators" ? administratorSlices : [])],
      judge: (org) => {
        const why = scale?.whyNot(org) ?? null;
        if (why !== null) return { ...notReviewed(why), people: null };
        const verdict = reachedByPeople(org, demand(org), whomOf(asked, org));
        return asked.lessExceptions === true ? withExceptions(verdict, org) : verdict;
      },
    },
  };
}
