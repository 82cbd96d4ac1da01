import type { SignInLevel } from "../../model/sign-on-words.ts";
import { signInLevels } from "../../model/sign-on-words.ts";
import type { Demand } from "./demand.ts";
import { type FactorUse, kindsOf, type UsedFactor } from "./factor-use.ts";

/** Every way in which factors can be used: each one plainly, and, where it can, with proof of who holds it. */
function waysToUse(uses: readonly FactorUse[]): readonly UsedFactor[] {
  return uses.flatMap((use) =>
    use.traits.verifiesUser
      ? [
          { use, verified: false },
          { use, verified: true },
        ]
      : [{ use, verified: false }],
  );
}

/**
 * Visits sets of factors that meet a demand, out of those that can be used: all the smallest ones, and perhaps some larger.
 * To use one more factor never makes a sign-in weaker, so the weakest set is among them.
 *
 * @param goesOn - false where nothing that a set can grow into is of interest
 * @param visit - false ends the search
 */
function eachMeetingSet(
  demand: Demand,
  ways: readonly UsedFactor[],
  goesOn: (used: readonly UsedFactor[]) => boolean,
  visit: (used: readonly UsedFactor[]) => boolean,
): void {
  // Sets come up in every order; one is enough. A bit stands for each way to use a factor.
  const seen = new Set<bigint>();
  const search = (used: readonly UsedFactor[], bits: bigint): boolean => {
    if (seen.has(bits) || !goesOn(used)) return true;
    seen.add(bits);
    const unmet = demand.find((clause) => !clause.isMet(used));
    if (unmet === undefined) return visit(used);
    return ways.every(
      (next, index) => !unmet.helps(next, used) || search([...used, next], bits | (1n << BigInt(index))),
    );
  };
  search([], 0n);
}

const ofTwoKinds = 2;

/** A scale of sets of factors: another factor never makes a set weaker. */
export type LevelOf = (used: readonly UsedFactor[], onKnownDevice: boolean) => SignInLevel;

/**
 * How strong a set of factors is. A device that must be registered or managed to get here is a possession like any other.
 */
export const levelOf: LevelOf = (used, onKnownDevice) => {
  if (used.some(({ use }) => use.traits.phishingResistant)) return "phishing-resistant";
  const strong = used.filter(({ use }) => !use.traits.weak);
  if (kindsWith(strong, onKnownDevice) >= ofTwoKinds) return "strong";
  const kinds = kindsWith(used, onKnownDevice);
  if (kinds >= ofTwoKinds) return "two-factors";
  return kinds === 1 ? "one-factor" : "none";
};

/** Kinds of factor that a set comes to, with the device that it takes. */
export function kindsWith(used: readonly UsedFactor[], onKnownDevice: boolean): number {
  if (!onKnownDevice) return kindsOf(used);
  const others = used.filter(({ use, verified }) => verified || use.traits.kind !== "possession");
  const hasVerified = used.some(({ verified }) => verified);
  const hasKnowledge = others.some(({ use }) => use.traits.kind === "knowledge");
  return 1 + Number(hasKnowledge) + Number(hasVerified);
}

/** Whether some of these factors meet one of the demands. */
export function canMeet(demands: readonly Demand[], uses: readonly FactorUse[]): boolean {
  const ways = waysToUse(uses);
  return demands.some((demand) => {
    let found = false;
    eachMeetingSet(
      demand,
      ways,
      () => true,
      () => {
        found = true;
        return false;
      },
    );
    return found;
  });
}

/** A set of factors, and its level. */
export interface RankedSet {
  readonly level: SignInLevel;
  readonly used: readonly UsedFactor[];
}

/** Where a level stands, from the weakest, 0. */
export const rankOf = (level: SignInLevel): number => signInLevels.indexOf(level);

/** The weakest set that meets one of the demands, with as few factors as there can be; null where none does. */
export function weakestSet(
  demands: readonly Demand[],
  uses: readonly FactorUse[],
  onKnownDevice: boolean,
  scale: LevelOf = levelOf,
): RankedSet | null {
  let found: RankedSet | null = null;
  const ways = waysToUse(uses);
  const mayBeat = (used: readonly UsedFactor[]): boolean => {
    if (found === null) return true;
    const rank = rankOf(scale(used, onKnownDevice)) - rankOf(found.level);
    return rank < 0 || (rank === 0 && used.length < found.used.length);
  };
  for (const demand of demands) {
    eachMeetingSet(demand, ways, mayBeat, (used) => {
      found = { level: scale(used, onKnownDevice), used };
      return true;
    });
  }
  return found;
}

/** The strongest of the smallest sets that meet one of the demands; null where none does. */
export function strongestSet(
  demands: readonly Demand[],
  uses: readonly FactorUse[],
  onKnownDevice: boolean,
  scale: LevelOf = levelOf,
): RankedSet | null {
  let found: RankedSet | null = null;
  const ways = waysToUse(uses);
  for (const demand of demands) {
    eachMeetingSet(
      demand,
      ways,
      () => true,
      (used) => {
        const level = scale(used, onKnownDevice);
        if (found === null || rankOf(level) > rankOf(found.level)) found = { level, used };
        return true;
      },
    );
  }
  return found;
}
