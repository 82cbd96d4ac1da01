import type { OrgFacts, PolicyFacts } from "./org-facts.ts";
import { zones } from "./org-facts.ts";

/** One way in which all that nobody can know turns out. */
export interface World {
  /** Whether what an oddity stands for happens. */
  readonly happens: ReadonlySet<string>;
  /** Policies in the order in which they are tried, and so their rules; Okta's own comes after them. */
  readonly policies: readonly PolicyFacts[];
}

const subsets = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  items.reduce<readonly (readonly Item[])[]>(
    (sets, item) => sets.flatMap((set) => [set, [...set, item]]),
    [[]],
  );

/** Every order that the places leave open. */
function ordersOf<Item extends { readonly place: number }>(
  items: readonly Item[],
): readonly (readonly Item[])[] {
  if (items.length === 0) return [[]];
  const first = Math.min(...items.map(({ place }) => place));
  return items
    .filter(({ place }) => place === first)
    .flatMap((item) => ordersOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

const withRulesInOrder = (policies: readonly PolicyFacts[]): readonly (readonly PolicyFacts[])[] =>
  policies.reduce<readonly (readonly PolicyFacts[])[]>(
    (ways, policy) =>
      ordersOf(policy.rules).flatMap((rules) => ways.map((way) => [...way, { ...policy, rules }])),
    [[]],
  );

/** All of them. */
export function worldsOf({ odd, policies }: OrgFacts): readonly World[] {
  const orders = ordersOf(policies).flatMap(withRulesInOrder);
  return subsets(odd.map((one) => JSON.stringify(one))).flatMap((happening) =>
    orders.map((tried) => ({ happens: new Set(happening), policies: tried })),
  );
}

/** Every address there is, by the zones that it lies in. */
export const addresses: readonly (readonly string[])[] = subsets(zones);
