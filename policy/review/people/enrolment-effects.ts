import { type FactorEvidence, readEvidence } from "../../../checks/factors/factor-evidence.ts";
import { kindNamed, satisfies } from "../../../checks/factors/factor-kind.ts";
import { readOrgAuthenticators } from "../../../checks/factors/org-authenticators.ts";
import type { OrgSnapshot, Person } from "../../../model/snapshot.ts";
import type { Difference } from "./compare-outlooks.ts";
import type { Outlook } from "./outlook.ts";

/** What people have to enroll, or cannot. */
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
  const evidenceOf = readEvidence(readOrgAuthenticators(org), org.org.engine);
  const has = ({ counting }: FactorEvidence, ref: string): boolean =>
    counting.some((kind) => satisfies(kind, kindNamed(ref)));
  let filtered = 0;
  return {
    differences: (person, from, to) => {
      const asked = to.required.filter(
        (ref) => !from.required.includes(ref) || (from.isNeverAsked && !to.isNeverAsked),
      );
      const isShut = to.isNeverAsked && !from.isNeverAsked;
      const wanted = isShut ? to.required : asked;
      if (wanted.length === 0) return [];
      const read = org.slices.factors?.[person.id];
      if (read?.kind !== "read") return null;
      const evidence = evidenceOf(read);
      const lacking = wanted.filter((ref) => !has(evidence, ref));
      if (lacking.length === 0) return [];
      if (evidence.source === "factors") filtered += 1;
      if (!to.isNeverAsked) {
        return lacking.map(
          (ref): Difference => ({ kind: "people-enroll", effect: "stronger", names: [ref] }),
        );
      }
      return lacking.length < wanted.length ? [] : [{ kind: "people-locked-out", effect: "neutral" }];
    },
    filtered: () => filtered,
  };
}
