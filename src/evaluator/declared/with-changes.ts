import type { LivePolicy, LiveRule } from "./policy-family.ts";

/** Policies with one of them in another's place, or without it. */
export const withPolicy = <Live extends LivePolicy>(
  policies: readonly Live[] | undefined,
  one: Live,
  other: Live | null,
): readonly Live[] =>
  (policies ?? []).flatMap((policy) => (policy !== one ? [policy] : other === null ? [] : [other]));

/** A policy with rules in the place of some of its own; null: without them. */
export const withRules = <Live extends LivePolicy>(
  policy: Live,
  changes: ReadonlyMap<LiveRule, LiveRule | null>,
): Live => ({
  ...policy,
  rules:
    policy.rules?.flatMap((rule) => {
      const other = changes.get(rule);
      return other === undefined ? [rule] : other === null ? [] : [other];
    }) ?? null,
});

interface Ranked {
  readonly priority: number;
}

/** Things by what they would be if Okta tried them in this order: with the same numbers, given out anew. */
export function inThisOrder<Item extends Ranked>(items: readonly Item[]): ReadonlyMap<Item, Item> {
  const numbers = items.map(({ priority }) => priority).toSorted((left, right) => left - right);
  return new Map(items.map((item, index) => [item, { ...item, priority: numbers[index] ?? item.priority }]));
}
