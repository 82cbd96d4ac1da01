import { ApiFailure } from "../wire/api-failure.ts";
import type { JsonObject } from "../wire/json.ts";
import { readScimFilter } from "./scim-filter.ts";
import { matchesScimFilter } from "./scim-match.ts";

/**
 * Test by the `filter` of a list on its items as the list shows them: `eq` on these fields and no other.
 * @throws ApiFailure E0000053 or E0000031 when it does not hold
 */
export function fieldFilter(
  query: URLSearchParams,
  fields: readonly string[],
): (thing: JsonObject) => boolean {
  const text = query.get("filter");
  if (text === null || text === "") return () => true;
  const reading = readScimFilter(text, {
    parameter: "filter",
    operatorsOf: (path) => (fields.includes(path) ? ["eq"] : null),
  });
  if (reading.kind === "error") throw new ApiFailure(reading.error);
  return (thing) => matchesScimFilter(reading.filter, thing, { caseSensitiveValues: true });
}
