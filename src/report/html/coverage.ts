import type { PeopleView, ViewedEnrolments } from "../../model/people-view.ts";
import { type RequirementAnswer, requirementAnswers } from "../../model/requirement-answers.ts";
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

/** How many people have an authenticator in use, and by which of its methods. */
export interface FactorCoverage {
  readonly authenticator: string;
  readonly people: number;
  readonly methods: readonly { readonly method: string; readonly people: number }[];
}

export interface Coverages {
  readonly groups: readonly GroupCoverage[];
  readonly factors: readonly FactorCoverage[];
  /** People who can sign in and whose enrolments were read: what the factors are a share of. */
  readonly read: number;
  readonly unread: number;
  readonly without: number;
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
  const why = { read: null, absent: "does not exist", unread: "? its members were not read" } as const;
  return [
    row("Everyone", everyone, null),
    ...groups
      .filter(({ name }) => name !== "Everyone")
      .map(({ name, state }) => row(name, byName.get(name) ?? noCounts(), why[state])),
  ];
}

const most = (left: readonly [string, number], right: readonly [string, number]): number =>
  right[1] - left[1] || (left[0] < right[0] ? -1 : 1);

/** Counts each person once for an authenticator, however many methods of it they use. */
function factorCoverage(everybody: readonly ViewedEnrolments[]): readonly FactorCoverage[] {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { usable } of everybody) {
    for (const authenticator of new Set(usable.map((one) => one.authenticator))) add(authenticator);
    for (const { authenticator, method } of usable) if (method !== null) add(`${authenticator}:${method}`);
  }
  const all = [...counts].toSorted(most);
  return all
    .filter(([key]) => !key.includes(":"))
    .map(([authenticator, people]) => ({
      authenticator,
      people,
      methods: all
        .filter(([key]) => key.startsWith(`${authenticator}:`))
        .map(([key, amount]) => ({ method: key.slice(authenticator.length + 1), people: amount })),
    }));
}

/** Prepares the charts of a page: how groups stand, and what is in use. */
export function coverages(view: PeopleView): Coverages {
  const able = view.people.filter(({ standing }) => standing === "in-scope").map(({ enrolled }) => enrolled);
  const read = able.filter(({ source }) => source !== null);
  return {
    groups: groupCoverage(view),
    factors: factorCoverage(read),
    read: read.length,
    unread: able.length - read.length,
    without: read.filter(({ usable }) => usable.length === 0).length,
  };
}
