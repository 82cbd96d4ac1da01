import type { Person } from "../../model/snapshot.ts";
import type { AcceptableFactors } from "./acceptable-factors.ts";
import type { FactorEvidence } from "./factor-evidence.ts";
import { type FactorKind, mayBeSame, satisfies } from "./factor-kind.ts";
import type { FactorView } from "./factor-view.ts";
import type { OrgAuthenticators } from "./org-authenticators.ts";

/** What is known of a person who does not surely have enough acceptable factors. */
export interface FactorVerdict {
  /** `open`: it is proven that the person has too few. */
  readonly status: "open" | "unknown";
  /** How many acceptable factors the person surely has. */
  readonly has: number;
  /** Why it is not known whether there are more, one clause each. */
  readonly doubts: readonly string[];
}

/** What there is to judge by, the same for many people. */
export interface FactorCase {
  readonly acceptable: AcceptableFactors;
  readonly evidence: FactorEvidence;
  readonly view: FactorView;
  readonly authenticators: OrgAuthenticators;
}

const detail = ({ id, method }: FactorKind): number => Number(id !== null) + Number(method !== null);

/**
 * The acceptable factors that nothing the person has satisfies. Each thing counts once: two security keys are one
 * acceptable authenticator, and one enrolment does not count under two names. The most particular names choose first.
 */
export function unmetFactors(
  acceptable: readonly FactorKind[],
  has: readonly FactorKind[],
): readonly FactorKind[] {
  const free = new Set(has);
  const inDetail = acceptable.toSorted((left, right) => detail(right) - detail(left));
  return inDetail.filter((asked) => {
    const found = [...free].find((kind) => satisfies(kind, asked));
    if (found !== undefined) free.delete(found);
    return found === undefined;
  });
}

/** Why it is not proven that a person lacks a factor; null when it is. */
function whyNotAbsent(asked: FactorKind, person: Person, { evidence, view }: FactorCase): string | null {
  const vague = evidence.vague.find(({ kind }) => mayBeSame(kind, asked));
  // Okta's own view of enrolments shows every authenticator, whatever the policy allows (okta-api 2.4).
  if (vague === undefined) return evidence.source === "factors" ? view.whyUnproven(asked, person) : null;
  return evidence.source === "both" && vague.lacks === "method" ? view.whyHidden(asked) : vague.why;
}

/** Whether a person was seen to have as many acceptable factors as are asked for. */
export function hasEnough({ kinds, atLeast }: AcceptableFactors, { counting }: FactorEvidence): boolean {
  return kinds.length - unmetFactors(kinds, counting).length >= atLeast;
}

/**
 * Judges someone who was not seen to have enough. What a person has is believed from either source; that something is
 * lacking only where the source proves it.
 */
export function judgeLack(person: Person, judged: FactorCase): FactorVerdict {
  const { acceptable, evidence, authenticators } = judged;
  const unmet = unmetFactors(acceptable.kinds, evidence.counting);
  const has = acceptable.kinds.length - unmet.length;
  const doubts = unmet
    .filter((asked) => !authenticators.isImpossible(asked))
    .flatMap((asked) => whyNotAbsent(asked, person, judged) ?? []);
  const status = has + doubts.length >= acceptable.atLeast ? "unknown" : "open";
  return { status, has, doubts: [...new Set(doubts)] };
}
