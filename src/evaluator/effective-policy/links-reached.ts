import { quoted } from "../words/quoted-names.ts";
import type { PolicyTrial, RuleTrial } from "./enrollment-chain.ts";
import { anyAddress, type Reach, whereMet, whereNotMet } from "./reach.ts";

/** A link that can be reached, and what its being in effect hangs on. */
export interface Reached {
  readonly link: RuleTrial;
  readonly uncertainty: string | null;
}

interface Placed {
  readonly place: string;
}

/** Neighbours of one place together: they are tried in an order that is not known. */
function tiersOf<Item extends Placed>(items: readonly Item[]): readonly (readonly Item[])[] {
  const tiers: Item[][] = [];
  for (const item of items) {
    const last = tiers.at(-1);
    if (last?.[0]?.place === item.place) last.push(item);
    else tiers.push([item]);
  }
  return tiers;
}

/** Whether some address in reach meets both. */
function overlap(reach: Reach, one: RuleTrial, other: RuleTrial): boolean {
  const met = whereMet(reach, one.condition);
  return met !== null && whereMet(met, other.condition) !== null;
}

const sameRank = (kind: "policies" | "rules", names: readonly (string | undefined)[]): string =>
  `${kind} ${names.map((name) => quoted(name ?? "")).join(" and ")} have the same priority, so which is tried first is not known`;

/** The links of one place that can be reached from here. */
function reachedIn(tier: readonly RuleTrial[], reach: Reach): readonly Reached[] {
  return tier
    .filter(({ condition }) => whereMet(reach, condition) !== null)
    .map((link) => {
      const rival = tier.find((other) => other !== link && overlap(reach, link, other));
      const names = [link.rule?.name, rival?.rule?.name].toSorted();
      return {
        link,
        uncertainty: link.uncertainty ?? (rival === undefined ? null : sameRank("rules", names)),
      };
    });
}

/** The links of one policy that can be reached from here, and from where its rules match nobody. */
export function reachableWithin(links: readonly RuleTrial[], from: Reach) {
  const found: Reached[] = [];
  let left: Reach | null = from;
  for (const tier of tiersOf(links)) {
    found.push(...reachedIn(tier, left));
    for (const { uncertainty, condition } of tier) {
      if (uncertainty === null) left = left && whereNotMet(left, condition);
    }
    if (left === null) break;
  }
  return { found, left };
}

/** Why it is not known whether a policy is tried before another of its place that takes the same people; or null. */
function rivalUncertainty(
  link: RuleTrial,
  trial: PolicyTrial,
  tier: readonly PolicyTrial[],
  reach: Reach,
): string | null {
  const rival = tier.find(
    (other) => other !== trial && other.links.some((theirs) => overlap(reach, link, theirs)),
  );
  if (rival === undefined) return null;
  return sameRank("policies", [trial.policy?.name, rival.policy?.name].toSorted());
}

/** Finds the links that can be reached of one of the policies of a place. */
function reachedOf(trial: PolicyTrial, tier: readonly PolicyTrial[], reach: Reach): readonly Reached[] {
  const { inclusion, links } = trial;
  const unsure = inclusion.kind === "maybe" ? inclusion.uncertainty : null;
  return reachableWithin(links, reach).found.map(({ link, uncertainty }) => ({
    link,
    uncertainty: unsure ?? uncertainty ?? rivalUncertainty(link, trial, tier, reach),
  }));
}

/** The links that can be reached if every uncertainty turns out in their favour; nobody gets past the last one. */
export function reachable(trials: readonly PolicyTrial[], from: Reach = anyAddress): readonly Reached[] {
  const all: Reached[] = [];
  let left: Reach | null = from;
  for (const tier of tiersOf(trials)) {
    const reach: Reach = left;
    all.push(...tier.flatMap((trial) => reachedOf(trial, tier, reach)));
    for (const { inclusion, links } of tier) {
      if (inclusion.kind !== "maybe") left = left && reachableWithin(links, left).left;
    }
    if (left === null) break;
  }
  return all;
}

/** First those of one place that do not hold: whoever they take never comes to the others. */
function atWorst<Item extends Placed>(
  items: readonly Item[],
  holds: (item: Item) => boolean,
): readonly Item[] {
  return tiersOf(items).flatMap((tier) =>
    tier.toSorted((one, two) => Number(holds(one)) - Number(holds(two))),
  );
}

/**
 * Whether a link for which `holds` is reached however uncertainties turn out. They are taken to turn out against it: an
 * uncertain policy or rule for which it holds does not match, any other one does, and of what is tried in an unknown order
 * it comes last. A match ends the search, so taking each uncertainty by itself at its worst is the worst of all.
 */
export function surely(trials: readonly PolicyTrial[], holds: (link: RuleTrial) => boolean): boolean {
  const tried = atWorst(trials, ({ links }) => links.some(holds));
  const links = tried.flatMap((trial) =>
    trial.inclusion.kind === "maybe" && trial.links.some(holds) ? [] : atWorst(trial.links, holds),
  );
  let reach: Reach | null = anyAddress;
  for (const link of links) {
    const isMeant = holds(link);
    if (link.uncertainty !== null && isMeant) continue;
    if (isMeant && whereMet(reach, link.condition) !== null) return true;
    reach = whereNotMet(reach, link.condition);
    if (reach === null) return false;
  }
  return false;
}
