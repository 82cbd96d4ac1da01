import type { ExplainedEnrolments, ExplainedPolicy } from "../../model/explanation.ts";
import type { PersonView } from "../../model/people-view.ts";
import type { Finding, FindingStatus, Report } from "../../model/report.ts";
import { type RequirementAnswer, requirementAnswers } from "../../model/requirement-answers.ts";
import type { ViewedWay } from "../../model/viewed-way.ts";

/** One person of a page: from the people of a run or, with null for what is not known, from a report alone. */
export interface PagePerson extends Omit<PersonView, "answers" | "standing" | "policy" | "enrolled"> {
  readonly policy: ExplainedPolicy | null;
  readonly enrolled: ExplainedEnrolments | null;
  readonly answers: readonly (RequirementAnswer | null)[];
  /** Left out where it was not read how people sign in. */
  readonly ways?: readonly ViewedWay[];
}

/** Answer that a finding of each status leads to. */
const answerOf: Readonly<Record<FindingStatus, RequirementAnswer>> = {
  open: "drift",
  unknown: "unknown",
  pending: "pending",
  exempted: "exempted",
};

/** The worst of some answers; null when there is none. */
export function worstOf(answers: readonly (RequirementAnswer | null)[]): RequirementAnswer | null {
  return requirementAnswers.find((answer) => answers.includes(answer)) ?? null;
}

/** The worst that findings make of an answer; null when there is none. */
export const worstFound = (findings: readonly Finding[]): RequirementAnswer | null =>
  worstOf(findings.map(({ status }) => answerOf[status]));

const keyOf = ({ subject }: Finding): string => subject.id ?? subject.name;

/** Findings about people, by the person's id, or by name where a finding has no id. */
export function findingsByPerson({ findings }: Report): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.subject.type !== "user") continue;
    const those = found.get(keyOf(finding));
    if (those === undefined) found.set(keyOf(finding), [finding]);
    else those.push(finding);
  }
  return found;
}

/** Who is known from findings alone, by login. Nothing is said of a requirement without a finding. */
export function peopleWithFindings(report: Report, requirements: readonly string[]): readonly PagePerson[] {
  const people = [...findingsByPerson(report)].map(([id, findings]) => ({
    id,
    login: findings[0]?.subject.name ?? id,
    status: "",
    groups: [],
    policy: null,
    enrolled: null,
    answers: requirements.map((one) => worstFound(findings.filter(({ requirement }) => requirement === one))),
  }));
  return people.sort((left, right) => (left.login < right.login ? -1 : 1));
}
