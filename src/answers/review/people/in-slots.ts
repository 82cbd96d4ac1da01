/** Something that is there, something declared, or both. */
export type Slot<Item, Declared> =
  | { readonly live: Item; readonly declared: null }
  | { readonly live: Item | null; readonly declared: Declared };

/**
 * Puts declared things in their order among those that are there already: those that are declared share the places that
 * they have, others keep theirs, and a new one stands right before the one that is declared after it.
 *
 * @param live what is there, in order; null for one that is not declared
 */
export function inSlots<Item extends object, Declared>(
  live: readonly Item[],
  declared: readonly Declared[],
  match: (declared: Declared) => Item | undefined,
): readonly Slot<Item, Declared>[] {
  const pairs = declared.map((one) => ({ declared: one, live: match(one) ?? null }));
  const taken = new Set<Item | null>(pairs.map((pair) => pair.live));
  const waiting = [...pairs];
  const ordered: Slot<Item, Declared>[] = [];
  for (const item of live) {
    if (!taken.has(item)) {
      ordered.push({ live: item, declared: null });
      continue;
    }
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      ordered.push(next);
      if (next.live !== null) break;
    }
  }
  return [...ordered, ...waiting];
}
