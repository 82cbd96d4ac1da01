import type { ContextCondition } from "./context.ts";
import { isTie } from "./policy-order.ts";
import type { Link } from "./reachable-pairs.ts";

/** A rule that may match a person, in the order in which Okta tries them. */
export interface Candidate<Rule> {
  readonly rule: Rule;
  readonly condition: ContextCondition;
  /** Why it is not known whether it matches the person where its condition is met; null when it does. */
  readonly uncertainty: string | null;
  /** Candidates of one place are tried in an order that is not known. */
  readonly place: string;
}

/** The rules of one side, session or app, as they may be tried for a person. */
export interface Side<Rule> {
  /** One for each way in which uncertainties and orders can turn out; more than one only where something is not known. */
  readonly variants: readonly (readonly Link<Rule>[])[];
  /** False where there are too many ways: then the only variant lets every uncertain rule match or not. */
  readonly isWhole: boolean;
  readonly uncertainties: readonly string[];
}

/** A rule in the place at which it is tried. */
export interface PlacedRule<Rule> {
  readonly rule: Rule;
  readonly place: string;
}

/** Rules of one policy with their places: neighbours of equal priority share one. */
export function placed<
  Rule extends {
    readonly id: string;
    readonly status: string;
    readonly system: boolean;
    readonly priority: number;
  },
>(policyId: string, rules: readonly Rule[]): readonly PlacedRule<Rule>[] {
  let last: PlacedRule<Rule> | null = null;
  return rules.map((rule) => {
    const place: string = last !== null && isTie(last.rule, rule) ? last.place : `${policyId}/${rule.id}`;
    last = { rule, place };
    return last;
  });
}

/** More ways than this are not followed one by one. */
const mostVariants = 64;

/** Works out in which ways the uncertainties about some candidates, and the order of those of one place, can turn out. */
export function sideOf<Rule extends { readonly name: string }>(
  candidates: readonly Candidate<Rule>[],
): Side<Rule> {
  const uncertain = candidates.filter(({ uncertainty }) => uncertainty !== null);
  const orders = ordersOf(candidates);
  const uncertainties = [
    ...new Set([
      ...uncertain.flatMap(({ uncertainty }) => uncertainty ?? []),
      ...tieUncertainties(candidates),
    ]),
  ];
  if (orders !== null && orders.length * 2 ** uncertain.length <= mostVariants) {
    const variants = orders.flatMap((order) =>
      subsets(uncertain).map((left) => order.filter((one) => !left.has(one)).map(linkOf)),
    );
    return { variants, isWhole: true, uncertainties };
  }
  const free = candidates.map((one, index) => (one.uncertainty === null ? linkOf(one) : freely(one, index)));
  return { variants: [free], isWhole: false, uncertainties };
}

const linkOf = <Rule>({ rule, condition }: Candidate<Rule>): Link<Rule> => ({ rule, condition });

/** A rule that may match or not, like a zone that one may be in or not. */
function freely<Rule>({ rule, condition }: Candidate<Rule>, index: number): Link<Rule> {
  const chance = { kind: "in", zones: new Set([`uncertainty:${index}`]) } as const;
  return { rule, condition: { ...condition, atoms: [...condition.atoms, chance] } };
}

function subsets<Item>(items: readonly Item[]): readonly ReadonlySet<Item>[] {
  let found: readonly ReadonlySet<Item>[] = [new Set()];
  for (const item of items) found = found.flatMap((one) => [one, new Set([...one, item])]);
  return found;
}

function tiersOf<Rule>(candidates: readonly Candidate<Rule>[]): readonly (readonly Candidate<Rule>[])[] {
  const tiers: Candidate<Rule>[][] = [];
  for (const one of candidates) {
    const last = tiers.at(-1);
    if (last?.[0]?.place === one.place) last.push(one);
    else tiers.push([one]);
  }
  return tiers;
}

/** Every order in which candidates can be tried; null where there are too many. */
function ordersOf<Rule>(
  candidates: readonly Candidate<Rule>[],
): readonly (readonly Candidate<Rule>[])[] | null {
  let orders: readonly (readonly Candidate<Rule>[])[] = [[]];
  for (const tier of tiersOf(candidates)) {
    if (tier.length > mostTied) return null;
    const permuted = permutations(tier);
    orders = orders.flatMap((order) => permuted.map((next) => [...order, ...next]));
    if (orders.length > mostVariants) return null;
  }
  return orders;
}

const mostTied = 4;

function permutations<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((first, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [first, ...rest]),
  );
}

function tieUncertainties<Rule extends { readonly name: string }>(
  candidates: readonly Candidate<Rule>[],
): readonly string[] {
  return tiersOf(candidates)
    .filter((tier) => tier.length > 1)
    .map((tier) => {
      const names = tier.map(({ rule }) => `"${rule.name}"`).toSorted();
      return `rules ${names.join(" and ")} have the same priority, so which is tried first is not known`;
    });
}
