import type { ZoneId } from "../../model/ids.ts";
import type { AppPolicy } from "../../model/live-sign-on.ts";
import type { Reach } from "../effective-policy/reach.ts";
import type { OutcomesOf } from "./alike-rules.ts";
import type { AppRef } from "./app-candidates.ts";
import type { Atom } from "./context.ts";
import { type Pair, reachablePairs, TooEntangled } from "./reachable-pairs.ts";
import { anySignIn } from "./rule-reader.ts";
import type { SessionRef } from "./session-candidates.ts";
import type { Side } from "./side.ts";
import { skippedSeconds } from "./skipped-time.ts";
import type { WayIn, WaysIn } from "./way-in.ts";
import { whereWords } from "./where-words.ts";

/** A session rule and an app rule that are in effect together, with where, in words. */
interface PlacedPair extends Pair<SessionRef, AppRef | null> {
  readonly from: string;
}

/** Pairs of rules that decide sign-ins, by the ways in which uncertainties about matching can turn out. */
export interface PairsIn {
  readonly variants: readonly (readonly PlacedPair[])[];
  readonly uncertainties: readonly string[];
}

const noApp = [{ rule: null, condition: anySignIn }];

/**
 * Follows both sides through all sign-ins.
 *
 * @param apps - null where the side of applications is not shown
 */
export function pairsIn(
  sessions: Side<SessionRef>,
  apps: Side<AppRef> | null,
  from: Reach<Atom>,
  nameOfZone: (zone: ZoneId) => string,
): PairsIn {
  const placed = (pairs: readonly Pair<SessionRef, AppRef | null>[]): readonly PlacedPair[] =>
    pairs.map((pair) => ({ ...pair, from: whereWords(pair.where, nameOfZone) }));
  const uncertainties = [...sessions.uncertainties, ...(apps?.uncertainties ?? [])];
  const isWhole = sessions.isWhole && apps?.isWhole !== false;
  try {
    const variants = sessions.variants.flatMap((session) =>
      (apps?.variants ?? [noApp]).map((app) =>
        placed(reachablePairs<SessionRef, AppRef | null>(session, app, from)),
      ),
    );
    // A variant without ways stands for what was not followed one by one.
    return { variants: isWhole ? variants : [...variants, []], uncertainties };
  } catch (error) {
    if (!(error instanceof TooEntangled)) throw error;
    return {
      variants: [[]],
      uncertainties: [...uncertainties, "the conditions of its rules are too entangled to be followed"],
    };
  }
}

/** Turns pairs of rules into ways in for somebody to whom this comes of two rules. */
export function waysIn(pairs: PairsIn, policy: AppPolicy | null, outcomesOf: OutcomesOf): WaysIn {
  const known = new Map<SessionRef, Map<AppRef | null, Map<string, readonly WayIn[]>>>();
  const knownOf = (pair: PlacedPair): Map<string, readonly WayIn[]> => {
    const byApp = known.get(pair.session) ?? new Map<AppRef | null, Map<string, readonly WayIn[]>>();
    known.set(pair.session, byApp);
    const byPlace = byApp.get(pair.app) ?? new Map<string, readonly WayIn[]>();
    byApp.set(pair.app, byPlace);
    return byPlace;
  };
  const waysOf = (pair: PlacedPair): readonly WayIn[] => {
    const { session, app, from } = pair;
    const byPlace = knownOf(pair);
    const found =
      byPlace.get(from) ??
      outcomesOf(session, app).map(({ possible, uncertainties }) => ({
        session,
        app: app === null || policy === null ? null : { ...app, policy },
        from,
        possible,
        uncertainties,
        skipsSeconds: skippedSeconds(session.rule, app?.rule ?? null),
      }));
    byPlace.set(from, found);
    return found;
  };
  const variants = pairs.variants.map((those) => those.flatMap(waysOf));
  return { variants, ways: [...new Set(variants.flat())], uncertainties: pairs.uncertainties };
}
