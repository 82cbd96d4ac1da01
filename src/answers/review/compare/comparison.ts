import type { Baseline } from "../../../model/baseline.ts";
import type { Severity } from "../../../model/words.ts";
import type { Rename } from "../change/align.ts";
import type { DraftChange } from "../change/draft-change.ts";
import { personKey } from "../change/person-key.ts";
import type { Scopes } from "../change/scopes.ts";

/** Two baselines in which the same names mean the same things. */
export interface Comparison {
  readonly base: Baseline;
  readonly head: Baseline;
  readonly renames: readonly Rename[];
  readonly scopes: Scopes;
  /** The severity that a detection has of itself; null when there is no such detection. */
  readonly severityOf: (detection: string) => Severity | null;
}

/** Compares one part of two baselines. */
export type CompareOne = (comparison: Comparison) => Iterable<DraftChange>;

/** Two lists taken apart by what identifies their entries; entries of both in the order of the later. */
export interface Sorted<Item> {
  readonly removed: readonly Item[];
  readonly added: readonly { readonly item: Item; readonly index: number }[];
  readonly kept: readonly { readonly from: Item; readonly to: Item; readonly index: number }[];
}

/** Takes two lists apart. */
export function sortOut<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
): Sorted<Item> {
  const [old, now] = [
    new Map(before.map((item) => [keyOf(item), item])),
    new Map(after.map((item) => [keyOf(item), item])),
  ];
  return {
    removed: [...old].filter(([key]) => !now.has(key)).map(([, item]) => item),
    added: [...after.entries()]
      .filter(([, item]) => !old.has(keyOf(item)))
      .map(([index, item]) => ({ item, index })),
    kept: [...after.entries()].flatMap(([index, to]) => {
      const from = old.get(keyOf(to));
      return from === undefined ? [] : [{ from, to, index }];
    }),
  };
}

/** People are the same in whatever case a login is written. */
export const sortOutPeople = (before: readonly string[], after: readonly string[]): Sorted<string> =>
  sortOut(before, after, personKey);

/** Names and ids, letter for letter. */
export const sortOutNames = (before: readonly string[], after: readonly string[]): Sorted<string> =>
  sortOut(before, after, (name) => name);
