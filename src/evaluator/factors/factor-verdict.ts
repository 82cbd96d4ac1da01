import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { Person } from "../../model/snapshot.ts";
import type { EffectivePolicy } from "../effective-policy/effective-policy.ts";
import type { AcceptableFactors } from "./acceptable-factors.ts";
import type { FactorEvidence } from "./factor-evidence.ts";
import { type FactorKind, mayBeSame, satisfies } from "./factor-kind.ts";
import type { FactorView } from "./factor-view.ts";
import type { UsableFactors } from "./usable-factor.ts";

/** Whether a person has as many acceptable factors as are asked for, each of which could be used at the next sign-in. */
export interface FactorVerdict {
  /** `open`: it is proven that the person has too few. */
  readonly status: "in-line" | "open" | "unknown";
  /** How many the person surely has, by the weakest policy that can be in effect. */
  readonly has: number;
  /** Why it is not known whether there are more, one clause each. */
  readonly uncertainties: readonly string[];
}

/** Facts to judge by, the same for many people. */
export interface FactorCase {
  readonly acceptable: AcceptableFactors;
  readonly evidence: FactorEvidence;
  readonly effective: EffectivePolicy;
  readonly view: FactorView;
  readonly usable: UsableFactors;
}

const detail = ({ id, method }: FactorKind): number => Number(id !== null) + Number(method !== null);

/**
 * The acceptable factors that nothing the person has satisfies. Each thing counts once: two security keys are one
 * acceptable authenticator, and one enrolment does not count under two names. The most particular names choose first.
 *
 * @param counts - whether something that is what is asked for counts as it
 */
export function unmetFactors(
  acceptable: readonly FactorKind[],
  has: readonly FactorKind[],
  counts: (kind: FactorKind, asked: FactorKind) => boolean,
): readonly FactorKind[] {
  const free = new Set(has);
  const inDetail = acceptable.toSorted((left, right) => detail(right) - detail(left));
  return inDetail.filter((asked) => {
    const found = [...free].find((kind) => satisfies(kind, asked) && counts(kind, asked));
    if (found !== undefined) free.delete(found);
    return found === undefined;
  });
}

/** Why it is not proven that a person has not enrolled a factor; null when it is. */
function whyNotAbsent(asked: FactorKind, person: Person, { evidence, view }: FactorCase): string | null {
  const vague = evidence.vague.find(({ kind }) => mayBeSame(kind, asked));
  // Okta's own view of enrolments shows every authenticator, whatever the policy allows (okta-api 2.4).
  if (vague === undefined) return evidence.source === "factors" ? view.whyUnproven(asked, person) : null;
  return evidence.source === "both" && vague.lacks === "method" ? view.whyHidden(asked) : vague.why;
}

/** Standing of somebody while one policy is in effect. */
interface Standing {
  readonly has: number;
  readonly uncertainties: readonly string[];
  readonly isEnough: boolean;
  readonly isSurelyTooFew: boolean;
}

function standUnder(policy: EnrollmentPolicy | null, person: Person, judged: FactorCase): Standing {
  const { acceptable, evidence, usable } = judged;
  const { kinds, atLeast } = acceptable;
  const answerFor = (kind: FactorKind, asked: FactorKind) => usable.under(policy, kind, asked);
  const unmet = unmetFactors(
    kinds,
    evidence.enrolled,
    (kind, asked) => answerFor(kind, asked).answer === "yes",
  );
  const has = kinds.length - unmet.length;
  const isPossible = (asked: FactorKind): boolean => answerFor(asked, asked).answer !== "no";
  // A filtered view proves nothing of what a policy forbids, but where it forbids so much that nobody can have enough.
  const possible = kinds.filter(isPossible).length;
  const isHidden = (asked: FactorKind): boolean =>
    evidence.source === "factors" && possible >= atLeast && usable.byOrg(asked, asked).answer !== "no";
  const uncertainties = unmet.flatMap((asked): string | readonly string[] => {
    for (const kind of evidence.enrolled) {
      const answer = satisfies(kind, asked) ? answerFor(kind, asked) : null;
      if (answer?.answer === "unknown") return answer.why;
    }
    if (!isPossible(asked) && !isHidden(asked)) return [];
    return whyNotAbsent(asked, person, judged) ?? [];
  });
  return {
    has,
    uncertainties,
    isEnough: has >= atLeast,
    isSurelyTooFew: has + uncertainties.length < atLeast,
  };
}

/**
 * Judges one person by the weakest policy that can be in effect. What a person has is believed from either source;
 * that something is lacking only where the source proves it, or where it could not be used if it were there.
 */
export function judgeFactors(person: Person, judged: FactorCase): FactorVerdict {
  const { effective } = judged;
  const standings = new Map(
    effective.outcomes.map(({ policy }) => [policy, standUnder(policy, person, judged)] as const),
  );
  const lacking = [...standings.values()].filter(({ isEnough }) => !isEnough);
  const has = Math.min(...[...standings.values()].map((one) => one.has));
  if (lacking.length === 0) return { status: "in-line", has, uncertainties: [] };
  if (effective.surelyReaches((policy) => standings.get(policy)?.isSurelyTooFew === true)) {
    return { status: "open", has, uncertainties: [] };
  }
  const hangsOnOutcome = standings.has(null) || lacking.some(({ isSurelyTooFew }) => isSurelyTooFew);
  const ofOutcomes = hangsOnOutcome ? effective.uncertainties : [];
  const uncertainties = [...lacking.flatMap((one) => one.uncertainties), ...ofOutcomes];
  return { status: "unknown", has, uncertainties: [...new Set(uncertainties)] };
}
