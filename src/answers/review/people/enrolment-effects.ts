import { type FactorEvidence, readEvidence } from "../../../evaluator/factors/factor-evidence.ts";
import { kindNamed, satisfies } from "../../../evaluator/factors/factor-kind.ts";
import { usableFactors } from "../../../evaluator/factors/usable-factor.ts";
import type { OrgSnapshot, Person } from "../../../model/snapshot.ts";
import type { Difference } from "./compare-outlooks.ts";
import type { Outlook } from "./outlook.ts";

/** Reads which authenticators people have to enroll, or cannot. */
export interface EnrolmentReader {
  /** Null where the person's enrolments were not read. */
  differences(person: Person, from: Outlook, to: Outlook): readonly Difference[] | null;
  /** How many were judged by a view that shows only what today's policy allows. */
  filtered(): number;
}

/**
 * Who would have to enroll something that is newly required, and who could not: they have none of what is newly required,
 * and no rule lets them enroll it.
 */
export function enrolmentReader(org: OrgSnapshot): EnrolmentReader {
  const evidenceOf = readEvidence(org.org.engine);
  const usable = usableFactors(org);
  // Whether the policy in effect allows it is what changes: what is newly required is allowed.
  const has = ({ enrolled }: FactorEvidence, ref: string): boolean =>
    enrolled.some(
      (kind) => satisfies(kind, kindNamed(ref)) && usable.byOrg(kind, kindNamed(ref)).answer !== "no",
    );
  let filtered = 0;
  /** Wanted authenticators that the person lacks; null where enrolments were not read. */
  const lackingOf = (person: Person, wanted: readonly string[]) => {
    const read = org.slices.factors?.[person.id];
    if (read?.kind !== "read") return null;
    const evidence = evidenceOf(read);
    const lacking = wanted.filter((ref) => !has(evidence, ref));
    const isFiltered = lacking.length > 0 && evidence.source === "factors";
    if (isFiltered) filtered += 1;
    return { lacking, isFiltered };
  };
  return {
    differences: (person, from, to) => {
      const wanted = newlyWanted(from, to);
      if (wanted.length === 0) return [];
      const found = lackingOf(person, wanted);
      if (found === null) return null;
      const certain = from.uncertainties.length === 0 && to.uncertainties.length === 0 && !found.isFiltered;
      if (to.isNeverAsked) {
        return found.lacking.length < wanted.length
          ? []
          : [{ kind: "people-locked-out", effect: "neutral", certain }];
      }
      return found.lacking.map(
        (ref): Difference => ({ kind: "people-enroll", effect: "stronger", names: [ref], certain }),
      );
    },
    filtered: () => filtered,
  };
}

/** Lists what is required and was not, or what can no longer, or can only now, be enrolled. */
function newlyWanted(from: Outlook, to: Outlook): readonly string[] {
  if (to.isNeverAsked !== from.isNeverAsked) return to.required;
  return to.required.filter((ref) => !from.required.includes(ref));
}
