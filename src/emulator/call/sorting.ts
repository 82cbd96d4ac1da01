import { fieldAt, type JsonObject } from "../wire/json.ts";

/**
 * The things that a `search` found, in the order of `sortBy` and `sortOrder` where one is asked for, from after the
 * cursor on. Ties keep the order in which they came.
 * @param fields what a thing shows to be sorted by
 */
export function sortedAfter<Thing extends { readonly id: string }>(
  query: URLSearchParams,
  things: Iterable<Thing>,
  fields: (thing: Thing) => JsonObject,
): readonly Thing[] {
  const path = (query.get("sortBy") ?? "").split(".");
  const sign = /^desc/i.test(query.get("sortOrder") ?? "") ? -1 : 1;
  const keyed = [...things].map((thing) => ({ thing, key: String(fieldAt(fields(thing), ...path) ?? "") }));
  keyed.sort((a, b) => sign * (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const ordered = keyed.map(({ thing }) => thing);
  const cursor = query.get("after");
  return cursor === null ? ordered : ordered.slice(ordered.findIndex(({ id }) => id === cursor) + 1);
}
