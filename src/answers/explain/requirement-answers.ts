import { checksOf } from "../../../checks/people-checks.ts";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import type { Judgement } from "../../evaluator/judgement.ts";
import type { Baseline, Requirement } from "../../model/baseline.ts";
import type { PersonView } from "../../model/people-view.ts";
import type { FindingStatus, Report } from "../../model/report.ts";
import type { RequirementAnswer } from "../../model/requirement-answers.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import { statusOf } from "./requirement-status.ts";

/** An org that was checked, and what the check said. */
export interface JudgedPeople {
  readonly baseline: Baseline;
  readonly org: OrgSnapshot;
  readonly now: Date;
  /** Report of the check of this org by this baseline. */
  readonly report: Pick<Report, "findings" | "outcomes">;
}

/** Statuses of the findings on each person, for one requirement. */
function foundFor(requirement: Requirement, { findings }: JudgedPeople["report"]) {
  const found = new Map<string, FindingStatus[]>();
  for (const { subject, status, requirement: of } of findings) {
    if (of !== requirement.id || subject.type !== "user" || subject.id === null) continue;
    const those = found.get(subject.id);
    if (those === undefined) found.set(subject.id, [status]);
    else those.push(status);
  }
  return found;
}

/**
 * Whether nobody may be called in line with a requirement for want of a finding: one of its checks could not judge
 * everybody. Whom it applies to is settled elsewhere, so it is asked as if it applied to everyone.
 */
function isBlind(requirement: Requirement, { baseline, org, now }: JudgedPeople): boolean {
  const checks = checksOf(requirement);
  const only = { ...baseline, requirements: [{ ...requirement, appliesTo: { kind: "everyone" } as const }] };
  const { users } = org.slices;
  const nobody = users === undefined ? org.slices : { ...org.slices, users: { ...users, people: [] } };
  const { outcomes } = evaluate({ checks, baseline: only, org: { ...org, slices: nobody }, now });
  return outcomes.some(({ status }) => status === "unknown");
}

/** Whether every check that a requirement is made of was run (`--only` and `--skip` leave some out). */
export const wasAsked = (requirement: Requirement, { outcomes }: JudgedPeople["report"]): boolean =>
  checksOf(requirement).every(({ id }) => outcomes.some(({ check }) => check === id));

/** Answers a requirement for each person. Nobody is in line with one whose checks were not all run. */
export function answerTo(
  requirement: Requirement,
  judgement: Judgement,
  judged: JudgedPeople,
): (person: Person, standing: PersonView["standing"]) => RequirementAnswer {
  const { covers, uncertainties } = judgement.coverageOf(requirement);
  const found = foundFor(requirement, judged.report);
  const blind = !wasAsked(requirement, judged.report) || isBlind(requirement, judged);
  return ({ id }, standing) => {
    if (standing === "suspended") return "not-asked";
    if (!covers(id)) return uncertainties.length > 0 ? "unknown" : "not-asked";
    return statusOf(found.get(id) ?? [], blind);
  };
}
