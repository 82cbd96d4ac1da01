import type { AppPolicy } from "../../model/live-sign-on.ts";
import type { SignInLevel } from "../../model/sign-on-words.ts";
import type { AppRef } from "./app-candidates.ts";
import { rankOf } from "./factor-sets.ts";
import type { SessionRef } from "./session-candidates.ts";

/** Outcome of one pair of rules for a person. */
export interface Outcome {
  /**
   * `asked`: with factors that the person can use. `open-enrollment`: nothing that is acceptable can be used, and whoever
   * holds the password may enroll it. `blocked`: nothing can be used, and enrollment is closed.
   */
  readonly kind: "asked" | "open-enrollment" | "blocked";
  /** Of `open-enrollment` it is one-factor, of `blocked` denied. */
  readonly level: SignInLevel;
  /** The factors that suffice, by name: `okta_password`, `phone_number:sms`. */
  readonly with: readonly string[];
}

/** One way into an application: the two rules that decide, and what can come of them. */
export interface WayIn {
  readonly session: SessionRef;
  /** Null where the side of applications is not shown, as on Classic. */
  readonly app: (AppRef & { readonly policy: AppPolicy }) | null;
  /** Where it is open, as words: `anywhere`, `in Corp`, `outside Corp and HQ`. */
  readonly from: string;
  /** More than one only where something is not known. Never empty. */
  readonly possible: readonly Outcome[];
  /** How long the asking may be skipped at most, in seconds; null: without end. */
  readonly skipsSeconds: number | null;
  /** Why it is not known what comes of it, one clause each. */
  readonly uncertainties: readonly string[];
}

/** Every way in for a person to what is under one app policy. */
export interface WaysIn {
  /** All that can be reached, each once: the weakest first. */
  readonly ways: readonly WayIn[];
  /** The ways in each way in which uncertainties about matching can turn out; one without ways stands for all that is not known. */
  readonly variants: readonly (readonly WayIn[])[];
  /** Why the ways are not all known, one clause each. */
  readonly uncertainties: readonly string[];
}

/** Strength that a way in is held against. */
export interface Measure {
  /** Whether being asked for what one may enroll with a password alone is enough. */
  readonly openEnrollment: boolean;
}

/** Where an outcome stands; what nobody gets through stands above all. */
export function rankUnder({ kind, level }: Outcome, { openEnrollment }: Measure): number {
  return kind === "open-enrollment" && openEnrollment ? rankOf("denied") : rankOf(level);
}

/** The weakest and the strongest that can come of a way in. */
function boundsOf(way: WayIn, measure: Measure): { readonly least: Outcome; readonly most: Outcome } {
  const [first, ...others] = way.possible;
  if (first === undefined) throw new RangeError("a way in without an outcome");
  let [least, most] = [first, first];
  for (const one of others) {
    if (rankUnder(one, measure) < rankUnder(least, measure)) least = one;
    if (rankUnder(one, measure) > rankUnder(most, measure)) most = one;
  }
  return { least, most };
}

/** A way in with what comes of it. */
export interface Found {
  readonly way: WayIn;
  readonly outcome: Outcome;
}

/** How a person stands by a level that is asked for. */
export type SignInStanding =
  | { readonly kind: "met" /** Nobody gets in, the person neither. */; readonly isBlocked: boolean }
  | { readonly kind: "open"; readonly found: Found }
  /** `found`: the weakest that it can be; null where no way is known at all. */
  | { readonly kind: "unknown"; readonly found: Found | null; readonly uncertainties: readonly string[] };

const weakestBy =
  (side: "least" | "most", measure: Measure) =>
  (ways: readonly WayIn[]): Found | null => {
    let found: Found | null = null;
    for (const way of ways) {
      const outcome = boundsOf(way, measure)[side];
      if (found === null || rankUnder(outcome, measure) < rankUnder(found.outcome, measure)) {
        found = { way, outcome };
      }
    }
    return found;
  };

/**
 * Judges the weakest way in by a level. It is open only where it is too weak however uncertainties turn out, and met only where
 * it is strong enough however they do.
 */
export function judgeWaysIn(ways: WaysIn, asked: SignInLevel, measure: Measure): SignInStanding {
  const rank = rankOf(asked);
  const least = ways.variants.map(weakestBy("least", measure));
  const weakest = least.find((one) => one !== null && rankUnder(one.outcome, measure) < rank) ?? null;
  if (weakest === null && ways.ways.length > 0) {
    return { kind: "met", isBlocked: isBlocked(ways.ways) };
  }
  const most = ways.variants.map(weakestBy("most", measure));
  const surely = most.map((one) => (one !== null && rankUnder(one.outcome, measure) < rank ? one : null));
  const [first = null] = surely;
  if (first !== null && surely.every((one) => one !== null)) {
    const { way, outcome } = fromWherever(first, ways.ways);
    return { kind: "open", found: { way, outcome } };
  }
  const uncertainties = [
    ...ways.uncertainties,
    ...(weakest?.way.uncertainties ?? ways.ways.flatMap((way) => way.uncertainties)),
  ];
  return { kind: "unknown", found: weakest, uncertainties: [...new Set(uncertainties)] };
}

/** Whether a session rule leaves the question to the application. */
export const addsNothing = ({ rule }: SessionRef): boolean =>
  rule !== null && rule.primaryFactor === "PASSWORD_IDP_ANY_FACTOR" && !rule.requiresFactor;

/** Whether another way is the same door on another side of a zone: two session rules may halve what one app rule does. */
function isSameDoor({ way, outcome }: Found, { session, app, possible }: WayIn): boolean {
  return (
    app !== null &&
    app.rule === way.app?.rule &&
    (session.rule === way.session.rule || (addsNothing(session) && addsNothing(way.session))) &&
    possible.every(({ kind, level }) => kind === outcome.kind && level === outcome.level)
  );
}

/** A way in as it is from wherever it is open: `anywhere` where it is as open inside a zone as outside. */
export function fromWherever(
  found: Found,
  ways: readonly WayIn[],
): Found & { /** Without what is the same door. */ readonly others: readonly WayIn[] } {
  const same = ways.filter((way) => way === found.way || isSameDoor(found, way));
  const places = new Set(same.map(({ from }) => from));
  const isAnywhere = [...places].some(
    (place) => place.startsWith("in ") && !place.includes(" and ") && places.has(`outside ${place.slice(3)}`),
  );
  if (!isAnywhere) return { ...found, others: ways.filter((way) => way !== found.way) };
  const way = { ...found.way, from: "anywhere" };
  return { outcome: found.outcome, way, others: ways.filter((one) => !same.includes(one)) };
}

/** The weakest way in, whatever is asked for. */
export interface WeakestWay {
  /** Null where no way is known at all; the weakest that it can be where it is not sure. */
  readonly found: Found | null;
  /** False where uncertainties may turn out so that it is stronger. */
  readonly isSure: boolean;
  readonly uncertainties: readonly string[];
}

const plainly: Measure = { openEnrollment: false };

/** Finds the weakest way in; nobody who gets in nowhere is blocked where anything but a denial keeps them out. */
export function weakestWay(ways: WaysIn): WeakestWay {
  const least = ways.variants.map(weakestBy("least", plainly));
  const most = ways.variants.map(weakestBy("most", plainly));
  const rankIn = (one: Found | null): number =>
    one === null ? Number.POSITIVE_INFINITY : rankUnder(one.outcome, plainly);
  const found = least.reduce<Found | null>((best, one) => (rankIn(one) < rankIn(best) ? one : best), null);
  const said = new Set([...least, ...most].map((one) => (one === null ? null : wordOf(one.outcome))));
  const isSure = found !== null && said.size === 1;
  const uncertainties = isSure
    ? []
    : [...ways.uncertainties, ...(found?.way.uncertainties ?? ways.ways.flatMap((way) => way.uncertainties))];
  if (isSure && found.outcome.level === "denied" && isBlocked(ways.ways)) {
    const way = ways.ways.find(({ possible }) => possible.some(({ kind }) => kind === "blocked"));
    const outcome = way?.possible.find(({ kind }) => kind === "blocked");
    if (way !== undefined && outcome !== undefined) return { found: { way, outcome }, isSure, uncertainties };
  }
  return { found, isSure, uncertainties: [...new Set(uncertainties)] };
}

const wordOf = ({ kind, level }: Outcome): string => (kind === "open-enrollment" ? kind : level);

/** Whether every way that is not denied outright asks for what the person cannot use nor enroll. */
function isBlocked(ways: readonly WayIn[]): boolean {
  const outcomes = ways.flatMap(({ possible }) => possible);
  return (
    outcomes.some(({ kind }) => kind === "blocked") &&
    outcomes.every(({ kind, level }) => kind === "blocked" || level === "denied")
  );
}

/** Ways in whose asking may be skipped for longer than that, and whether there is one however uncertainties turn out. */
export function tooSeldom(
  ways: WaysIn,
  mostSeconds: number,
): { readonly way: WayIn; readonly isSure: boolean } | null {
  const skips = ({ skipsSeconds, possible }: WayIn): boolean =>
    (skipsSeconds === null || skipsSeconds > mostSeconds) &&
    possible.some(({ kind, level }) => kind !== "blocked" && level !== "denied");
  const way = ways.ways.find(skips);
  return way === undefined ? null : { way, isSure: ways.variants.every((those) => those.some(skips)) };
}
