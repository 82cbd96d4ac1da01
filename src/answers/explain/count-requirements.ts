import { judge } from "../../evaluator/judgement.ts";
import { dropGone } from "../../evaluator/people/standing.ts";
import type { RequirementCount } from "../../model/report.ts";
import { type RequirementAnswer, requirementAnswers } from "../../model/requirement-answers.ts";
import { answerTo, type JudgedPeople, wasAsked } from "./requirement-answers.ts";

/**
 * How the people who can sign in stand with each requirement, in the order of the baseline: each counts once, by the
 * worst. A requirement of which only some checks were run is left out: nobody could be in line with it.
 */
export function countRequirements(input: JudgedPeople): readonly RequirementCount[] {
  const { baseline } = input;
  const { org } = dropGone(input.org);
  const judgement = judge(baseline, org);
  const { inScope } = judgement.people;
  // Nobody was read: that is not the same as a requirement that applies to nobody.
  if (org.slices.users === undefined) return [];
  const asked = baseline.requirements.filter((requirement) => wasAsked(requirement, input.report));
  return asked.map((requirement) => {
    const answer = answerTo(requirement, judgement, { ...input, org });
    const counts = new Map<RequirementAnswer, number>(requirementAnswers.map((one) => [one, 0]));
    for (const person of inScope) {
      const given = answer(person, "in-scope");
      counts.set(given, (counts.get(given) ?? 0) + 1);
    }
    const of = (one: RequirementAnswer): number => counts.get(one) ?? 0;
    const { id, title, severity } = requirement;
    return {
      id,
      title,
      severity,
      appliesTo: inScope.length - of("not-asked"),
      drift: of("drift"),
      unknown: of("unknown"),
      pending: of("pending"),
      exempted: of("exempted"),
    };
  });
}
