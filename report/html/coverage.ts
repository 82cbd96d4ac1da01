import { type PeopleView, type RequirementAnswer, requirementAnswers } from "../../model/people-view.ts";
import { worstOf } from "./people-with-findings.ts";

export type AnswerCounts = Readonly<Record<RequirementAnswer, number>>;

/** How the people of a group stand. */
export interface GroupCoverage {
  readonly name: string;
  /** Why there is nothing to count; null when there is. */
  readonly unread: string | null;
  readonly counts: AnswerCounts;
  readonly total: number;
}

/** How many people have something enrolled that works. */
export interface FactorCoverage {
  readonly factor: string;
  readonly people: number;
}

export interface Coverages {
  readonly groups: readonly GroupCoverage[];
  readonly factors: readonly FactorCoverage[];
  /** People who can sign in and whose enrolments were read: what the factors are a share of. */
  readonly read: number;
  readonly unread: number;
  readonly withoutFactor: number;
}

const noCounts = (): Record<RequirementAnswer, number> => ({
  drift: 0,
  unknown: 0,
  pending: 0,
  exempted: 0,
  "in-line": 0,
  "not-asked": 0,
});

function groupCoverage({ groups, people }: PeopleView): readonly GroupCoverage[] {
  const everyone = noCounts();
  const byName = new Map(groups.map(({ name }) => [name, noCounts()]));
  for (const person of people) {
    if (person.standing === "suspended") continue;
    const answer = worstOf(person.answers) ?? "not-asked";
    everyone[answer] += 1;
    for (const name of person.groups) {
      const counts = byName.get(name);
      if (counts !== undefined) counts[answer] += 1;
    }
  }
  const row = (name: string, counts: AnswerCounts, unread: string | null): GroupCoverage => ({
    name,
    unread,
    counts,
    total: requirementAnswers.reduce((sum, answer) => sum + counts[answer], 0),
  });
  const why = { read: null, absent: "does not exist", unread: "its members were not read" } as const;
  return [
    row("Everyone", everyone, null),
    ...groups
      .filter(({ name }) => name !== "Everyone")
      .map(({ name, state }) => row(name, byName.get(name) ?? noCounts(), why[state])),
  ];
}

/** A factor that does not count says why in brackets. */
const works = (factor: string): boolean => !factor.includes(" (");

/** What a page shows as charts: how groups stand, and what is enrolled. */
export function coverages(view: PeopleView): Coverages {
  const able = view.people.filter(({ standing }) => standing === "in-scope");
  const read = able.filter(({ enrolled }) => enrolled.source !== null);
  const counts = new Map<string, number>();
  let withoutFactor = 0;
  for (const { enrolled } of read) {
    const working = enrolled.factors.filter(works);
    if (working.length === 0) withoutFactor += 1;
    for (const factor of working) counts.set(factor, (counts.get(factor) ?? 0) + 1);
  }
  return {
    groups: groupCoverage(view),
    factors: [...counts]
      .map(([factor, people]) => ({ factor, people }))
      .sort((left, right) => right.people - left.people || (left.factor < right.factor ? -1 : 1)),
    read: read.length,
    unread: able.length - read.length,
    withoutFactor,
  };
}
