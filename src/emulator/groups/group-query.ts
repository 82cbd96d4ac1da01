import type { ApiCall } from "../call/api-call.ts";
import { sortedAfter } from "../call/sorting.ts";
import { readScimFilter, type ScimDialect, type ScimOperator } from "../scim/scim-filter.ts";
import { matchesScimFilter } from "../scim/scim-match.ts";
import type { GroupRow } from "../state/org-store.ts";
import { ApiFailure } from "../wire/api-failure.ts";
import { groupFields } from "./group-view.ts";

const ordering: readonly ScimOperator[] = ["eq", "gt", "ge", "lt", "le"];
const times: ReadonlySet<string> = new Set(["lastUpdated", "lastMembershipUpdated", "created"]);

const searchDialect: ScimDialect = {
  parameter: "search",
  operatorsOf: (path) => {
    if (path.startsWith("profile.")) return ["eq", "sw", "co", "pr"];
    if (times.has(path)) return ordering;
    return ["id", "type", "source.id"].includes(path) ? ["eq", "sw"] : null;
  },
};

const filterDialect: ScimDialect = {
  parameter: "filter",
  operatorsOf: (path) => {
    if (times.has(path) && path !== "created") return ordering;
    return path === "id" || path === "type" ? ["eq"] : null;
  },
};

/**
 * The groups that `search`, `filter` and `q` (a prefix of the name) ask for, after the cursor (okta-api 3.1).
 * @throws ApiFailure E0000031 or E0000053 when an expression does not hold
 */
export function queriedGroups(call: ApiCall): readonly GroupRow[] {
  const { query, org } = call;
  const prefix = (query.get("q") ?? "").toLowerCase();
  const tests = [
    matcher(query.get("search"), searchDialect),
    matcher(query.get("filter"), filterDialect),
    (group: GroupRow) => group.name.toLowerCase().startsWith(prefix),
  ];
  const isSorted = query.has("search") && query.has("sortBy");
  const found = [...org.groups.after(isSorted ? null : query.get("after"))].filter((group) =>
    tests.every((test) => test(group)),
  );
  return isSorted ? sortedAfter(query, found, groupFields) : found;
}

function matcher(text: string | null, dialect: ScimDialect): (group: GroupRow) => boolean {
  if (text === null || text === "") return () => true;
  const reading = readScimFilter(text, dialect);
  if (reading.kind === "error") throw new ApiFailure(reading.error);
  return (group) => matchesScimFilter(reading.filter, groupFields(group), { caseSensitiveValues: false });
}
