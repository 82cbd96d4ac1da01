import type { ZoneId } from "../../model/ids.ts";
import type { Reach } from "../effective-policy/reach.ts";
import { listNames } from "../words/name-list.ts";
import type { Atom } from "./context.ts";

const prefix = "zone:";

const zonesIn = (atoms: Iterable<Atom>): readonly ZoneId[] =>
  [...atoms].filter((atom) => atom.startsWith(prefix)).map((atom) => atom.slice(prefix.length) as ZoneId);

const weight = ({ outside, inside }: Reach<Atom>): number =>
  zonesIn(outside).length + 2 * inside.filter((atoms) => zonesIn(atoms).length > 0).length;

/** Where something is open, by the region that asks least: `anywhere`, `in Corp`, `outside Corp and HQ`. */
export function whereWords(where: readonly Reach<Atom>[], nameOf: (zone: ZoneId) => string): string {
  const [widest] = where.toSorted((left, right) => weight(left) - weight(right));
  if (widest === undefined) return "anywhere";
  const inside = widest.inside.map(zonesIn).filter((zones) => zones.length > 0);
  const within = inside.map((zones) => `in ${listNames(zones.map(nameOf).toSorted())}`);
  const outside = zonesIn(widest.outside).map(nameOf).toSorted();
  const parts = [...new Set(within), ...(outside.length === 0 ? [] : [`outside ${listNames(outside)}`])];
  return parts.length === 0 ? "anywhere" : parts.join(" and ");
}
