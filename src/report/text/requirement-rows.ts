import type { CheckId, PeopleCheckId } from "../../model/check-ids.ts";
import type { Finding, Report, RequirementCount } from "../../model/report.ts";
import { severities } from "../../model/words.ts";

/** A requirement that people do not meet, or of whom it could not be told. */
export interface RequirementRow {
  readonly requirement: RequirementCount;
  /** How many lack what: `2 under another policy, 1 without the factors`. */
  readonly lacks: string;
}

const lackWords: Readonly<Record<PeopleCheckId, string>> = {
  "member-of": "not in its groups",
  "governed-by": "under another policy",
  factors: "without the factors",
  "sign-in": "with a weaker way in",
  recovery: "with a weaker way to a new password",
};

const words: Readonly<Partial<Record<CheckId, string>>> = lackWords;

function lacksOf(open: readonly Finding[], unknown: number): string {
  const byCheck = new Map<CheckId, Set<string>>();
  for (const { check, subject } of open) {
    const people = byCheck.get(check);
    if (people === undefined) byCheck.set(check, new Set([subject.name]));
    else people.add(subject.name);
  }
  const amounts = [...byCheck].map(([check, people]) => [people.size, words[check] ?? check] as const);
  return [
    ...amounts.toSorted(([left], [right]) => right - left),
    ...(unknown > 0 ? [[unknown, "not decided"] as const] : []),
  ]
    .map((parts) => parts.join(" "))
    .join(", ");
}

/** The requirements that are not met by everybody, the most severe first. */
export function requirementRows({ summary, findings }: Report): readonly RequirementRow[] {
  const open = new Map<string | null, Finding[]>();
  for (const finding of findings) {
    if (finding.status !== "open" || finding.subject.type !== "user") continue;
    const same = open.get(finding.requirement);
    if (same === undefined) open.set(finding.requirement, [finding]);
    else same.push(finding);
  }
  return (summary.requirements ?? [])
    .filter(({ drift, unknown }) => drift + unknown > 0)
    .map((requirement) => ({
      requirement,
      lacks: lacksOf(open.get(requirement.id) ?? [], requirement.unknown),
    }))
    .toSorted(
      (left, right) =>
        severities.indexOf(left.requirement.severity) - severities.indexOf(right.requirement.severity),
    );
}
