import type { EnrolmentProof, ReadPerson } from "../../model/proof.ts";
import type { Enrolment } from "../../model/snapshot.ts";

/** A temporary access code ends by itself, which no event tells. */
const endsByItself: ReadonlySet<string> = new Set(["tac"]);

/** Whether something that was read may have ended since, and no event would tell. */
export const mayHaveEnded = ({ enrolments, factors }: ReadPerson): boolean =>
  [...enrolments, ...(factors ?? [])].some(({ key }) => endsByItself.has(key));

/** Parts of a list that count: something that is begun and not finished comes and goes without an event. */
const contentOf = (list: readonly Enrolment[]): string =>
  JSON.stringify(
    list
      .filter(({ key, status }) => status === "ACTIVE" && !endsByItself.has(key))
      .map(({ key, authenticatorId, method }) => `${key}/${authenticatorId}/${method}`)
      .sort(),
  );

const sameContent = (left: readonly Enrolment[], right: readonly Enrolment[]): boolean =>
  contentOf(left) === contentOf(right);

/**
 * Holds what was read of a person against what was remembered.
 *
 * @param view - digest of what filters the view now
 * @returns null where the two views show different things anyway
 */
export function isSame(before: EnrolmentProof, now: ReadPerson, view: string): boolean | null {
  const isFactors = now.source === "factors";
  if ((before.read.source === "factors") !== isFactors) return null;
  if (isFactors && before.view !== view) return null;
  if (!sameContent(before.read.enrolments, now.enrolments)) return false;
  if (before.read.factors === null || now.factors === null || before.view !== view) return true;
  return sameContent(before.read.factors, now.factors);
}
