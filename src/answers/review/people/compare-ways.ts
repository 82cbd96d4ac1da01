import { rankOf } from "../../../evaluator/sign-on/factor-sets.ts";
import { type WayIn, type WaysIn, weakestWay } from "../../../evaluator/sign-on/way-in.ts";
import { spanWords } from "../../../evaluator/words/span-words.ts";
import type { ShownLevel } from "../../../model/explained-sign-in.ts";
import { levelOf, rankOfShown } from "../../explain/judged-entries.ts";
import type { Difference } from "./compare-outlooks.ts";

/** All that a way in comes to, whatever its rules are called. */
const contentOf = ({ from, possible, skipsSeconds, uncertainties }: WayIn): string =>
  JSON.stringify([from, possible, skipsSeconds, uncertainties]);

function signatureOf({ variants, uncertainties }: WaysIn): string {
  const each = variants.map((ways) => [...new Set(ways.map(contentOf))].sort());
  return JSON.stringify([each.map((ways) => JSON.stringify(ways)).sort(), uncertainties]);
}

const isShut = (level: ShownLevel): boolean => level === "denied" || level === "blocked";

/** Compares the ways in to what is under one app policy, before and after. */
export function compareWays(policy: string, from: WaysIn, to: WaysIn): readonly Difference[] {
  if (signatureOf(from) === signatureOf(to)) return [];
  const [before, after] = [levelOf(weakestWay(from)), levelOf(weakestWay(to))];
  if (before === "unknown" || after === "unknown") {
    const names = [policy, before, after];
    return [{ kind: "people-sign-in-unknown", effect: "weaker", names, certain: false }];
  }
  return [...levels(policy, before, after, from, to), ...asking(policy, from, to)];
}

/** Whoever has to enroll first is seen to do so: that is more than a password, and less than a factor that is there. */
const rankAsked = (level: ShownLevel): number => rankOfShown(level) + (level === "open-enrollment" ? 0.5 : 0);

function levels(
  policy: string,
  before: ShownLevel,
  after: ShownLevel,
  from: WaysIn,
  to: WaysIn,
): readonly Difference[] {
  const names = [policy, before, after];
  if (isShut(after) !== isShut(before) && isShut(after)) {
    return [{ kind: "people-shut-out", effect: "neutral", names }];
  }
  const step = rankAsked(after) - rankAsked(before);
  if (step < 0) return [{ kind: "people-sign-in-weaker", effect: "weaker", names }];
  if (step > 0) return [{ kind: "people-sign-in-stronger", effect: "stronger", names }];
  if (isShut(after)) return [];
  // The weakest is as weak as before: it may be open from more places, or another way may be weaker than it was.
  if (!covers(from, to)) return [{ kind: "people-sign-in-wider", effect: "weaker", names: [policy] }];
  return covers(to, from) ? [] : [{ kind: "people-sign-in-narrower", effect: "stronger", names: [policy] }];
}

const weakestRank = ({ possible }: WayIn): number => Math.min(...possible.map(({ level }) => rankOf(level)));

/** Whether each way in of the others is open already, with no more and from there or from anywhere. */
const covers = ({ ways }: WaysIn, others: WaysIn): boolean =>
  others.ways.every((other) =>
    ways.some(
      (way) => weakestRank(way) <= weakestRank(other) && (way.from === other.from || way.from === "anywhere"),
    ),
  );

/** For how long the asking may be skipped by anybody who gets in; null: without end. */
function longestSkip({ ways }: WaysIn): number | null {
  const spans = ways
    .filter(({ possible }) => possible.some(({ level }) => level !== "denied"))
    .map(({ skipsSeconds }) => skipsSeconds ?? Number.POSITIVE_INFINITY);
  const longest = Math.max(0, ...spans);
  return Number.isFinite(longest) ? longest : null;
}

function asking(policy: string, from: WaysIn, to: WaysIn): readonly Difference[] {
  const [before, after] = [longestSkip(from), longestSkip(to)];
  // Whoever is newly let in, or shut out, was not asked, or is not asked, at all.
  if (before === after || before === 0 || after === 0) return [];
  const isLonger = (after ?? Number.POSITIVE_INFINITY) > (before ?? Number.POSITIVE_INFINITY);
  const names = [policy, spanWords(before), spanWords(after)];
  return [
    isLonger
      ? { kind: "people-asked-less-often", effect: "weaker", names }
      : { kind: "people-asked-more-often", effect: "stronger", names },
  ];
}
