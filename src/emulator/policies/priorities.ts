interface Placed {
  readonly priority: number;
  readonly system: boolean;
}

/** The place of a rule that Okta makes and keeps behind all others, in the types that number it so (okta-api 4.4). */
export const catchAllPriority = 99;

/** In the order in which they are tried: Okta's own last (okta-api 4.7). */
export function byPriority<Thing extends Placed>(things: readonly Thing[]): readonly Thing[] {
  return [...things].sort((a, b) => Number(a.system) - Number(b.system) || a.priority - b.priority);
}

/**
 * Gives a thing a place among its like and numbers all of them anew from 1: without a wish it goes to the
 * end but before Okta's own; a wish out of range is cut to it, silently; what stood there moves down (okta-api 4.7).
 * @param others the others in any order, without the thing itself
 */
export function placeAt<Thing extends Placed>(
  thing: Thing,
  others: readonly Thing[],
  wish: number | null,
): readonly Thing[] {
  const own = byPriority(others).filter((other) => !other.system);
  const system = byPriority(others).filter((other) => other.system);
  if (thing.system) return numbered([...own, ...byPriority([...system, thing])]);
  const index = Math.min(Math.max((wish ?? own.length + 1) - 1, 0), own.length);
  return numbered([...own.slice(0, index), thing, ...own.slice(index), ...system]);
}

/**
 * Gives a thing the number it asks for, and moves down whatever stands there; without a wish it gets the next
 * number after its own and all others', as recorded for post-authentication session rules.
 */
export function placeFreely<Thing extends Placed>(
  thing: Thing,
  others: readonly Thing[],
  wish: number | null,
): readonly Thing[] {
  if (thing.system) return [...others, thing];
  const own = others.filter((other) => !other.system);
  const last = Math.max(thing.priority, ...own.map((other) => other.priority));
  let taken = wish ?? last + 1;
  const shifted = byPriority(own).map((other) => {
    if (other.priority !== taken) return other;
    taken += 1;
    return { ...other, priority: taken };
  });
  const system = others.filter((other) => other.system);
  return [...shifted, { ...thing, priority: wish ?? last + 1 }, ...system];
}

/** The things in order, numbered from 1 without a gap; a catch-all keeps its number. */
export function numbered<Thing extends Placed>(things: readonly Thing[]): readonly Thing[] {
  return things.map((thing, index) =>
    (thing.system && thing.priority === catchAllPriority) || thing.priority === index + 1
      ? thing
      : { ...thing, priority: index + 1 },
  );
}
