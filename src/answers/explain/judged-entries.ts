import type { Judgement } from "../../evaluator/judgement.ts";
import { once } from "../../evaluator/live/once.ts";
import { openTo } from "../../evaluator/sign-on/assigned-people.ts";
import type { EntryPoint } from "../../evaluator/sign-on/entry-points.ts";
import { rankOf } from "../../evaluator/sign-on/factor-sets.ts";
import { onceOfTwo } from "../../evaluator/sign-on/once-of-two.ts";
import type { Alike } from "../../evaluator/sign-on/sign-on.ts";
import { type WaysIn, type WeakestWay, weakestWay } from "../../evaluator/sign-on/way-in.ts";
import type { ShownLevel } from "../../model/explained-sign-in.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";

/** Applications under one policy, with what opens them for somebody. */
export interface JudgedEntry {
  readonly entry: EntryPoint;
  readonly ways: WaysIn;
  readonly weakest: WeakestWay;
  readonly level: ShownLevel;
}

/** Judges the doors of an org; people who are alike share one list. */
export interface EntryJudge {
  readonly entriesOf: (person: Person) => readonly JudgedEntry[];
  /** Of these, the ones that the person can open, as far as assignments are known. */
  readonly openTo: (person: Person) => readonly JudgedEntry[];
  /** Why there may be other doors, one clause each. */
  readonly uncertainties: readonly string[];
}

/** The level of a weakest way in, in one word. */
export function levelOf({ found, isSure }: WeakestWay): ShownLevel {
  if (!isSure || found === null) return "unknown";
  return found.outcome.kind === "asked" ? found.outcome.level : found.outcome.kind;
}

/** Where a level stands, from the weakest; what is not known may be weaker than all. */
export function rankOfShown(level: ShownLevel): number {
  if (level === "unknown") return -1;
  return rankOf(level === "open-enrollment" ? "one-factor" : level === "blocked" ? "denied" : level);
}

/** Prepares judging every distinct app sign-in policy that has applications. */
export function judgeEntries(judgement: Judgement, org: OrgSnapshot): EntryJudge {
  const signOn = judgement.signOn();
  const { entries, uncertainties } = signOn.entriesTo({ kind: "any" });
  const judged = once((people: Alike): readonly JudgedEntry[] =>
    entries.flatMap((entry): readonly JudgedEntry[] => {
      const ways = signOn.waysTo(people, entry);
      if (ways === null) return [];
      const weakest = weakestWay(ways);
      return [{ entry, ways, weakest, level: levelOf(weakest) }];
    }),
  );
  const digitsOf = openTo(entries, org);
  const opened = onceOfTwo((all: readonly JudgedEntry[], digits: string) =>
    all.filter(({ entry }) => digits[entries.indexOf(entry)] === "1"),
  );
  const entriesOf = (person: Person) => judged(signOn.alike(person));
  return { uncertainties, entriesOf, openTo: (person) => opened(entriesOf(person), digitsOf(person.id)) };
}
