import type { Review, ReviewedBaseline } from "../../model/review.ts";

/** The answer in a word or two. */
export function verdictLabel({ summary }: Review): string {
  if (summary.verdict !== "weaker") return summary.verdict.toUpperCase();
  return unapproved(summary) === 0 ? "WEAKER, APPROVED" : "WEAKER";
}

/** Weaker changes and effects that no approval lets pass. */
export const unapproved = ({ weaker, approved }: Review["summary"]): number => weaker - approved;

/** `2 weaker (1 approved), 3 stronger, 1 neutral` */
export function verdictCounts({ summary }: Review): string {
  const { weaker, stronger, neutral, approved } = summary;
  const passed = approved === 0 ? "" : ` (${approved} approved)`;
  return `${weaker} weaker${passed}, ${stronger} stronger, ${neutral} neutral`;
}

/** `policy/baseline.yaml at main` */
export const sideName = ({ path, ref }: ReviewedBaseline): string =>
  ref === null ? path : `${path} at ${ref}`;

/** Describes the counting of people in general: in what org they were counted, or that they were not. */
export function peopleWords({ summary: { people }, effects }: Review): string {
  const uncertainties = people.uncertainties.length === 0 ? "" : `: ${people.uncertainties.join("; ")}`;
  if (!people.counted) return `People were not counted${uncertainties}`;
  const whole = `People were counted in ${people.org ?? "the org"}, where ${people.inScope} can sign in`;
  if (people.uncertainties.length > 0) return `${whole}; not everything is known${uncertainties}`;
  const isFree = !effects.some(({ kind }) => kind === "people-enroll" || kind === "people-locked-out");
  return isFree
    ? `${whole}; nobody would have to enroll anything new, and nobody would be locked out`
    : whole;
}
