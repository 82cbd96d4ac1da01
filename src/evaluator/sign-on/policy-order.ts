interface Tried {
  readonly id: string;
  readonly status: string;
  readonly system: boolean;
  readonly priority: number;
}

/** Policies that are ACTIVE, in the order in which Okta tries it: Okta's own last; ids keep equal numbers stable. */
export function inOrder<Item extends Tried>(items: readonly Item[]): readonly Item[] {
  return items
    .filter(({ status }) => status === "ACTIVE")
    .toSorted(
      (left, right) =>
        Number(left.system) - Number(right.system) ||
        left.priority - right.priority ||
        (left.id < right.id ? -1 : Number(left.id > right.id)),
    );
}

/** Neighbours that share a priority number: which of them is tried first is not known. */
export function isTie(one: Tried, other: Tried): boolean {
  return one.priority === other.priority && !one.system && !other.system;
}
