import type { Judgement } from "../../evaluator/judgement.ts";
import { fromWherever } from "../../evaluator/sign-on/way-in.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import type { ViewedWay } from "../../model/viewed-way.ts";
import { type JudgedEntry, judgeEntries, rankOfShown } from "../explain/judged-entries.ts";

function wayOf({ entry, ways, weakest, level }: JudgedEntry): ViewedWay {
  const way = weakest.found === null ? null : fromWherever(weakest.found, ways.ways).way;
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

/** The weakest way in to each app sign-in policy with something for the person, the weakest first; people who are alike share one list. */
export function viewedWays(judgement: Judgement, org: OrgSnapshot): (person: Person) => readonly ViewedWay[] {
  const { openTo } = judgeEntries(judgement, org);
  const known = new Map<readonly JudgedEntry[], readonly ViewedWay[]>();
  return (person) => {
    const entries = openTo(person);
    const ways =
      known.get(entries) ??
      entries
        .filter(({ entry }) => entry.door === null)
        .map(wayOf)
        .toSorted((one, other) => rankOfShown(one.level) - rankOfShown(other.level));
    known.set(entries, ways);
    return ways;
  };
}
