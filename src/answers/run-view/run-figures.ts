import type { ShownLevel } from "../../model/explained-sign-in.ts";
import { protectionSteps, type RunFigures, type RunPerson, reached } from "../../model/run-view.ts";

const isMet = (answer: string): boolean => answer !== "drift" && answer !== "unknown" && answer !== "pending";

/** The numbers of a run's people, who are gone through once. */
export function runFigures(everybody: Iterable<RunPerson>): RunFigures {
  const steps = protectionSteps.map((step) => ({ step, yes: 0, no: 0, unknown: 0 }));
  const ways: Partial<Record<ShownLevel, number>> = {};
  const met = { people: 0, asked: 0 };
  let inScope = 0;
  for (const person of everybody) {
    if (person.standing !== "in-scope") continue;
    inScope += 1;
    const answers = reached(person.steps);
    for (const [position, count] of steps.entries()) {
      const answer = answers[position] ?? null;
      if (answer !== null) count[answer] += 1;
    }
    const level = person.ways[0]?.level ?? "unknown";
    ways[level] = (ways[level] ?? 0) + 1;
    if (person.answers.every((answer) => answer === "not-asked")) continue;
    met.asked += 1;
    if (person.answers.every(isMet)) met.people += 1;
  }
  return { inScope, steps, ways, met };
}
