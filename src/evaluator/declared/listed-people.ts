import type { UserId } from "../../model/ids.ts";
import type { ComparedOrg } from "../live/compared-org.ts";
import { whyPartial } from "../live/partly-read.ts";
import { listNames } from "../words/name-list.ts";

/** How a list of names departs from a declared one, in words that follow the name of what has it. */
export interface ListDifference {
  readonly status: "open" | "unknown";
  readonly expected: readonly string[];
  readonly actual: readonly string[] | null;
  readonly inWords: string;
}

/** How a sentence says what a list does. */
export interface ListWords {
  /** After the name of what has it: `leaves out`. */
  readonly does: string;
  /** After "it should": `leave out`. */
  readonly should: string;
  /** An empty list of people, and of groups. */
  readonly nobody: string;
  readonly noGroup: string;
}

export const leavesOut: ListWords = {
  does: "leaves out",
  should: "leave out",
  nobody: "nobody",
  noGroup: "no group",
};
export const isOnlyFor: ListWords = {
  does: "is only for",
  should: "be only for",
  nobody: "no one in particular",
  noGroup: "no group in particular",
};

/**
 * Compares the people whom a rule leaves out, or is for, with those declared, by login or id; null when they are the same. Undecided
 * where not everybody was read and the ids left out may be those of the logins that were not found.
 */
export function comparePeople(
  declared: readonly string[],
  live: readonly UserId[],
  { org, judgement }: ComparedOrg,
  { does, should, nobody }: ListWords = leavesOut,
): ListDifference | null {
  const personCalled = judgement.live.personCalled;
  const excluded: ReadonlySet<string> = new Set(live);
  const wanted = new Map<string, string>();
  for (const name of declared) wanted.set(personCalled(name)?.id ?? name, name);
  const strangers = [...excluded].filter((id) => !wanted.has(id));
  const unreached = [...wanted.keys()].filter((id) => !excluded.has(id));
  if (strangers.length === 0 && unreached.length === 0) return null;
  const expected = [...declared].sort();
  const actual = [...excluded].map((id) => wanted.get(id) ?? personCalled(id)?.login ?? id).sort();
  const areWhole = org.slices.users !== undefined && whyPartial("users", org) === null;
  const mayBeSame = strangers.length === unreached.length && strangers.length > 0;
  const undecided =
    !areWhole && mayBeSame && [...strangers, ...unreached].every((id) => personCalled(id) === undefined);
  return {
    status: undecided ? "unknown" : "open",
    expected,
    actual: undecided ? null : actual,
    inWords: undecided
      ? `${does} ${listNames(actual)}, and not everyone is known by login; it should ${should} ${listNames(expected)}`
      : `${does} ${listNames(actual, nobody)}; it should ${should} ${listNames(expected, nobody)}`,
  };
}
