import type { AnswerCounts, EvidenceCounts, RegisteredExemption } from "../model/evidence.ts";
import type { ListedPerson } from "../model/listed-person.ts";
import type { Report } from "../model/report.ts";
import { type RequirementAnswer, requirementAnswers } from "../model/requirement-answers.ts";

/** The numbers of a report that lists everybody who was judged. */
export function countsOf(
  { summary, people = [] }: Pick<Report, "summary" | "people">,
  exemptions: readonly RegisteredExemption[],
): EvidenceCounts {
  const inScope = people.filter(({ standing }) => standing === "in-scope");
  const { people: known, requirements = [] } = summary;
  const inEffect = exemptions.filter((one) => one.inEffect).length;
  return {
    people:
      known.inScope === null
        ? null
        : {
            listed: people.length,
            byStatus: tallied(people.map(({ status }) => status)),
            inScope: known.inScope,
            pending: known.pending ?? 0,
            suspended: known.suspended ?? 0,
            deprovisioned: known.deprovisioned,
            gone: known.gone ?? 0,
            answers: answersOf(inScope.map(worstAnswer)),
          },
    requirements: requirements.map(({ id }) => ({
      id,
      answers: answersOf(inScope.map((person) => person.requirements[id] ?? "unknown")),
    })),
    exemptions: { declared: exemptions.length, inEffect, ended: exemptions.length - inEffect },
  };
}

/** Somebody of whom nothing is asked has no answer; else the worst counts. */
const worstAnswer = ({ requirements }: ListedPerson): RequirementAnswer => {
  const given = new Set(Object.values(requirements));
  return requirementAnswers.find((answer) => given.has(answer)) ?? "not-asked";
};

const answersOf = (answers: readonly RequirementAnswer[]): AnswerCounts => {
  const counted = tallied(answers);
  return Object.fromEntries(requirementAnswers.map((one) => [one, counted[one] ?? 0])) as AnswerCounts;
};

function tallied(words: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

const sum = (numbers: Readonly<Record<string, number>>): number =>
  Object.values(numbers).reduce((total, one) => total + one, 0);

/** Which numbers do not add up, one clause each: everybody must be counted once, in every way of counting. */
export function whatDoesNotAddUp(
  { people, requirements }: EvidenceCounts,
  { summary }: Pick<Report, "summary">,
): readonly string[] {
  if (people === null) return [];
  const { listed, byStatus, inScope, pending, suspended, answers } = people;
  const equal = (words: string, left: number, right: number) =>
    left === right ? [] : [`${words}: ${left}, not ${right}`];
  return [
    ...equal("people by status", sum(byStatus), listed),
    ...equal("in scope, pending and suspended", inScope + pending + suspended, listed),
    ...equal("answers of people in scope", sum(answers), inScope),
    ...requirements.flatMap(({ id, answers: given }) => equal(`answers to ${id}`, sum(given), inScope)),
    ...requirements.flatMap(({ id, answers: given }) => {
      const said = summary.requirements?.find((one) => one.id === id);
      return said === undefined
        ? []
        : [
            ...equal(`people to whom ${id} applies`, inScope - given["not-asked"], said.appliesTo),
            ...(["drift", "unknown", "pending", "exempted"] as const).flatMap((answer) =>
              equal(`${answer} of ${id}`, given[answer], said[answer]),
            ),
          ];
    }),
  ];
}
