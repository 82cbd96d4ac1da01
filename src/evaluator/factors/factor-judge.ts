import type { Requirement } from "../../model/baseline.ts";
import type { UserId } from "../../model/ids.ts";
import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { Person } from "../../model/snapshot.ts";
import type { EffectivePolicy } from "../effective-policy/effective-policy.ts";
import type { ComparedOrg } from "../live/compared-org.ts";
import { once } from "../live/once.ts";
import { acceptableFactors } from "./acceptable-factors.ts";
import { type FactorEvidence, type Read, readEvidence } from "./factor-evidence.ts";
import { mayBeSame } from "./factor-kind.ts";
import { type FactorVerdict, judgeFactors } from "./factor-verdict.ts";
import { factorViews } from "./factor-view.ts";
import { nameShown, policiesInEffect } from "./shown-factors.ts";
import { usableFactors } from "./usable-factor.ts";

/** A verdict, with what it was reached by. */
export interface JudgedFactors extends FactorVerdict {
  readonly source: FactorEvidence["source"];
  /** Enrolments read of the person, as reports name them. */
  readonly shown: readonly string[];
  /** Which policies in effect allow so little of what is acceptable that nobody under them can have enough; or null. */
  readonly barredBy: string | null;
  /** By which of the two something acceptable is enrolled and yet could not be used; or null. */
  readonly hinderedBy: "org" | "policy" | "both" | null;
}

/**
 * Prepares judging people by what a requirement asks of their factors. People with the same enrolments and the same
 * policy in effect are worked out once as long as they have enough.
 */
export function factorJudge(
  required: NonNullable<Requirement["factors"]>,
  input: ComparedOrg & { readonly judgement: { effectivePolicyOf(user: UserId): EffectivePolicy } },
) {
  const { engine } = input.org.org;
  const acceptable = acceptableFactors(required, engine);
  const usable = usableFactors(input.org);
  const evidenceOf = readEvidence(engine);
  const viewOf = factorViews(usable, input);
  const prepare = once((effective: EffectivePolicy) => {
    const view = viewOf(effective);
    const isBarred = (policy: EnrollmentPolicy): boolean =>
      acceptable.kinds.filter((kind) => usable.byPolicy(kind, policy).answer !== "no").length <
      acceptable.atLeast;
    const hinderedBy = ({ enrolled }: FactorEvidence): JudgedFactors["hinderedBy"] => {
      const asked = enrolled.flatMap((has) => {
        const one = acceptable.kinds.find((kind) => mayBeSame(kind, has));
        return one === undefined ? [] : [{ has, one }];
      });
      const byOrg = asked.some(({ has, one }) => usable.byOrg(has, one).answer === "no");
      const byPolicy = asked.some(({ has }) =>
        effective.outcomes.some(({ policy }) => usable.byPolicy(has, policy).answer === "no"),
      );
      if (byOrg && byPolicy) return "both";
      return byOrg ? "org" : byPolicy ? "policy" : null;
    };
    const caseOf = (evidence: FactorEvidence) => ({ acceptable, evidence, effective, view, usable });
    return {
      judge: (person: Person, evidence: FactorEvidence) => judgeFactors(person, caseOf(evidence)),
      enough: new Map<FactorEvidence, FactorVerdict>(),
      barredBy: policiesInEffect(effective, isBarred),
      hinderedBy: once(hinderedBy),
      shownOf: once((evidence: FactorEvidence) => nameShown(evidence, effective, usable, acceptable.kinds)),
    };
  });
  return {
    acceptable,
    usable,
    judge: (person: Person, read: Read): JudgedFactors => {
      const { judge, enough, shownOf, barredBy, hinderedBy } = prepare(
        input.judgement.effectivePolicyOf(person.id),
      );
      const evidence = evidenceOf(read);
      const verdict = enough.get(evidence) ?? judge(person, evidence);
      if (verdict.status === "in-line") enough.set(evidence, verdict);
      return {
        ...verdict,
        source: evidence.source,
        shown: shownOf(evidence),
        barredBy,
        hinderedBy: hinderedBy(evidence),
      };
    },
  };
}
