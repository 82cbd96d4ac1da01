import { expect, it } from "vitest";
import { classicOrg, identityOrg, problemsOf, unmark } from "./baseline-text.ts";

/** A section that makes a baseline wrong in one place. */
export interface RefusedBaseline {
  readonly says: string;
  /** With the mark `▸` where the problem is reported. */
  readonly section: string;
  readonly problem: string | RegExp;
  /** Identity Engine unless said otherwise. */
  readonly engine?: "classic";
}

/** One test a case: the baseline has exactly this problem, reported exactly there. */
export function itRefuses(cases: readonly RefusedBaseline[]): void {
  it.each(cases)("refuses $says", ({ section, problem, engine }) => {
    const { yaml, at } = unmark(engine === "classic" ? classicOrg(section) : identityOrg(section));
    expect(problemsOf(yaml)).toEqual([
      typeof problem === "string" ? `${at}: ${problem}` : expect.stringMatching(`^${at}: ${problem.source}`),
    ]);
  });
}
