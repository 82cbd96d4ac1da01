/** Something that Okta tries in ascending order of its priority number. */
interface Ranked {
  readonly name: string;
  readonly priority: number;
}

/** How the order in which Okta tries things departs from the declared one. */
export interface OrderDifference<Item extends Ranked> {
  /** The first, as declared, that is out of place: the finding is about it. */
  readonly first: Item;
  readonly status: "open" | "unknown";
  /** Names in declared order. */
  readonly expected: readonly string[];
  /** Names in the order of Okta's priority numbers; null where that does not say. */
  readonly actual: readonly string[] | null;
  /** In words that follow the name of the first. */
  readonly inWords: string;
}

/**
 * Compares the declared order of what exists with the order of Okta's priority numbers; null when it is kept. The
 * numbers themselves mean nothing: creating a policy shifts those of others.
 *
 * Equal numbers, which Okta can answer for things created at the same moment, do not say which of the two is tried
 * first. They break no order, but they prove none either: `unknown`.
 */
export function orderDifference<Item extends Ranked>(
  declared: readonly Item[],
): OrderDifference<Item> | null {
  const expected = declared.map(({ name }) => name);
  // The sort is stable, so that things of equal number stay as declared.
  const tried = declared.toSorted((left, right) => left.priority - right.priority);
  const place = declared.findIndex((item, index) => item !== tried[index]);
  const first = declared[place];
  if (first !== undefined) {
    const now = tried.indexOf(first) + 1;
    return {
      first,
      status: "open",
      expected,
      actual: tried.map(({ name }) => name),
      inWords: `is tried in place ${now} of the ${declared.length} declared ones; it should be in place ${place + 1}`,
    };
  }
  const tied = declared.find((item, index) => declared[index + 1]?.priority === item.priority);
  if (tied === undefined) return null;
  const equals = expected.filter((_, index) => declared[index]?.priority === tied.priority);
  return {
    first: tied,
    status: "unknown",
    expected,
    actual: null,
    inWords: `shares priority ${tied.priority} with others (${equals.join(", ")}), so which of them is tried first is not known`,
  };
}
