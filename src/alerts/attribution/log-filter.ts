import type { Lead } from "./lead.ts";

/** How many ids a filter names before it asks for all events of those types; fewer where the whole gets too long. */
const mostIds = 30;
const fewIds = 8;
/** In characters; what Okta takes is not documented, and a URL must fit into a request line of 8 KB when encoded. */
const longest = 2500;

/**
 * One filter, in Okta's grammar, for all events that any of the leads can mean: by type, and by target where the ids
 * are known and few. It may let more through than is meant, and never less. Empty where no event can be meant.
 *
 * @param optional leads that are followed only where their ids fit as well
 */
export function filterFor(leads: readonly Lead[], optional: readonly Lead[] = []): string {
  const withOptional = filterWithin(idsByType([...leads, ...optional]), mostIds);
  if (withOptional.length <= longest && optional.length <= mostIds) return withOptional;
  const wanted = idsByType(leads);
  const filters = [mostIds, fewIds, 0].map((bound) => filterWithin(wanted, bound));
  return filters.find((filter) => filter.length <= longest) ?? filters.at(-1) ?? "";
}

/** Target ids by event type; null where any target may be meant. */
function idsByType(leads: readonly Lead[]): ReadonlyMap<string, ReadonlySet<string> | null> {
  const wanted = new Map<string, Set<string> | null>();
  for (const { eventTypes, targets } of leads) {
    if (targets?.length === 0) continue;
    for (const eventType of eventTypes) {
      const known = wanted.get(eventType);
      if (targets === null || known === null) wanted.set(eventType, null);
      else wanted.set(eventType, new Set([...(known ?? []), ...targets]));
    }
  }
  return wanted;
}

function filterWithin(wanted: ReadonlyMap<string, ReadonlySet<string> | null>, bound: number): string {
  const byIds = new Map<string, string[]>();
  for (const [eventType, ids] of wanted) {
    const isShort = ids !== null && ids.size <= bound;
    const clause = isShort ? anyOf("target.id", [...ids].sort()) : "";
    byIds.set(clause, [...(byIds.get(clause) ?? []), eventType]);
  }
  return [...byIds]
    .map(([clause, types]) => {
      const ofTypes = anyOf("eventType", types.sort());
      return clause === "" ? ofTypes : `(${ofTypes} and ${clause})`;
    })
    .join(" or ");
}

const anyOf = (field: string, values: readonly string[]): string =>
  `(${values.map((value) => `${field} eq ${JSON.stringify(value)}`).join(" or ")})`;
