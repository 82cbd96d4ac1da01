import type { ShownLevel } from "../../model/explained-sign-in.ts";
import {
  protectionSteps,
  type RunFigures,
  type RunPerson,
  reached,
  type StepAnswer,
  type StepCount,
} from "../../model/run-view.ts";

function countSteps(people: readonly RunPerson[]): readonly StepCount[] {
  const all = people.map(({ steps }) => reached(steps));
  return protectionSteps.map((step, position) => {
    const of = (wanted: StepAnswer): number =>
      all.reduce((sum, answers) => sum + Number(answers[position] === wanted), 0);
    return { step, yes: of("yes"), no: of("no"), unknown: of("unknown") };
  });
}

function countWays(people: readonly RunPerson[]): RunFigures["ways"] {
  const counts: Partial<Record<ShownLevel, number>> = {};
  for (const { ways } of people) {
    const level = ways[0]?.level ?? "unknown";
    counts[level] = (counts[level] ?? 0) + 1;
  }
  return counts;
}

const isMet = (answer: string): boolean => answer !== "drift" && answer !== "unknown" && answer !== "pending";

/** The numbers of a run's people. */
export function runFigures(everybody: readonly RunPerson[]): RunFigures {
  const people = everybody.filter(({ standing }) => standing === "in-scope");
  const asked = people.filter(({ answers }) => answers.some((answer) => answer !== "not-asked"));
  return {
    inScope: people.length,
    steps: countSteps(people),
    ways: countWays(people),
    met: { people: asked.filter(({ answers }) => answers.every(isMet)).length, asked: asked.length },
  };
}
