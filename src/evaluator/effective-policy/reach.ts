import type { ZoneId } from "../../model/ids.ts";

/** When a rule matches, by the zones an address is in: `in` any of them, or in none of them. */
export type ZoneCondition<Zone extends string = ZoneId> =
  | { readonly kind: "anywhere" }
  | { readonly kind: "in"; readonly zones: ReadonlySet<Zone> }
  | { readonly kind: "notIn"; readonly zones: ReadonlySet<Zone> };

/**
 * Zones of an address, as far as they are known after some rules have matched or not: it is outside all of
 * `outside`, and inside at least one of each of `inside`. An address can be in several zones at once, so
 * zones are free.
 */
export interface Reach<Zone extends string = ZoneId> {
  readonly outside: ReadonlySet<Zone>;
  readonly inside: readonly ReadonlySet<Zone>[];
}

/** Any address at all. */
export const anyAddress: Reach = { outside: new Set(), inside: [] };

// Every condition says "in any of" or its opposite, so one test of each `inside` against `outside` is exact: there is
// no need to try all combinations of zones.
function possible<Zone extends string>(reach: Reach<Zone>): Reach<Zone> | null {
  const met = reach.inside.every((zones) => [...zones].some((zone) => !reach.outside.has(zone)));
  return met ? reach : null;
}

const insideOf = <Zone extends string>(reach: Reach<Zone>, zones: ReadonlySet<Zone>): Reach<Zone> | null =>
  possible({ outside: reach.outside, inside: [...reach.inside, zones] });

const outsideOf = <Zone extends string>(reach: Reach<Zone>, zones: ReadonlySet<Zone>): Reach<Zone> | null =>
  possible({ outside: new Set([...reach.outside, ...zones]), inside: reach.inside });

/** The addresses in reach that meet the condition; null when there are none. */
export function whereMet<Zone extends string>(
  reach: Reach<Zone>,
  condition: ZoneCondition<Zone>,
): Reach<Zone> | null {
  if (condition.kind === "anywhere") return reach;
  return condition.kind === "in" ? insideOf(reach, condition.zones) : outsideOf(reach, condition.zones);
}

/** The addresses in reach that do not meet the condition; null when there are none. */
export function whereNotMet<Zone extends string>(
  reach: Reach<Zone>,
  condition: ZoneCondition<Zone>,
): Reach<Zone> | null {
  if (condition.kind === "anywhere") return null;
  return condition.kind === "in" ? outsideOf(reach, condition.zones) : insideOf(reach, condition.zones);
}
