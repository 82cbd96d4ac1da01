import type { Judgement } from "../../evaluator/judgement.ts";
import type { ViewedWay } from "../../model/run-view.ts";
import type { Person } from "../../model/snapshot.ts";
import { type JudgedEntry, judgeEntries, rankOfShown } from "../explain/judged-entries.ts";

function wayOf({ entry, weakest, level }: JudgedEntry): ViewedWay {
  const way = weakest.found?.way ?? null;
  return {
    level,
    policy: entry.policy?.name ?? null,
    app: entry.name,
    alsoApps: entry.apps - 1,
    rule: way?.app?.name ?? way?.session.name ?? null,
    from: way?.from ?? null,
    with: weakest.found?.outcome.with ?? [],
  };
}

/** The weakest way in to each app sign-in policy, the weakest first; people who are alike share one list. */
export function viewedWays(judgement: Judgement): (person: Person) => readonly ViewedWay[] {
  const { entriesOf } = judgeEntries(judgement);
  const known = new Map<readonly JudgedEntry[], readonly ViewedWay[]>();
  return (person) => {
    const entries = entriesOf(person);
    const ways =
      known.get(entries) ??
      entries.map(wayOf).toSorted((one, other) => rankOfShown(one.level) - rankOfShown(other.level));
    known.set(entries, ways);
    return ways;
  };
}
