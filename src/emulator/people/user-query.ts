import type { ApiCall } from "../call/api-call.ts";
import { sortedAfter } from "../call/sorting.ts";
import { readScimFilter, type ScimDialect, type ScimOperator } from "../scim/scim-filter.ts";
import { matchesScimFilter } from "../scim/scim-match.ts";
import type { EmulatedUser } from "../state/state.ts";
import { ApiFailure } from "../wire/api-failure.ts";
import { userFields } from "./user-view.ts";

const ordering: readonly ScimOperator[] = ["eq", "gt", "ge", "lt", "le", "pr"];
const containing: ReadonlySet<string> = new Set([
  "profile.login",
  "profile.email",
  "profile.firstName",
  "profile.lastName",
]);

/** `search` takes any profile attribute and never `ne`; `co` only where Okta indexes it (okta-api 1.1). */
const searchDialect: ScimDialect = {
  parameter: "search",
  operatorsOf: (path) => {
    if (containing.has(path)) return [...ordering, "sw", "co"];
    if (path.startsWith("profile.")) return [...ordering, "sw"];
    const known = [
      "id",
      "status",
      "created",
      "activated",
      "statusChanged",
      "lastUpdated",
      "type.id",
      "realmId",
    ];
    return known.includes(path) ? [...ordering, "sw"] : null;
  },
};

/** `filter` takes few fields and `eq`, but for `lastUpdated`. */
const filterDialect: ScimDialect = {
  parameter: "filter",
  operatorsOf: (path) => {
    if (path === "lastUpdated") return ["eq", "gt", "ge", "lt", "le"];
    return path === "status" || path === "id" || containing.has(path) ? ["eq"] : null;
  },
};

/**
 * The people whom `search`, `filter` or `q` ask for, after the cursor; without any of them everybody but
 * DEPROVISIONED people, whom only `search` and `filter` show (okta-api 1.1).
 * @throws ApiFailure E0000031 or E0000053 when the expression does not hold
 */
export function queriedUsers(call: ApiCall): Iterable<EmulatedUser> {
  const { query, org } = call;
  const cursor = query.get("after");
  const search = query.get("search");
  const filter = query.get("filter");
  if (search !== null && search !== "") {
    const wanted = matcher(call, search, searchDialect);
    const found = filtered(org.searchedUsers(query.has("sortBy") ? null : cursor), wanted);
    return query.has("sortBy") ? sortedAfter(query, found, (user) => userFields(user, call)) : found;
  }
  if (filter !== null && filter !== "") {
    return filtered(org.users.after(cursor), matcher(call, filter, filterDialect));
  }
  const prefix = query.get("q")?.toLowerCase() ?? "";
  return filtered(
    org.users.after(cursor),
    (user) => user.status !== "DEPROVISIONED" && (prefix === "" || beginsWith(user, prefix)),
  );
}

function matcher(call: ApiCall, text: string, dialect: ScimDialect): (user: EmulatedUser) => boolean {
  const reading = readScimFilter(text, dialect);
  if (reading.kind === "error") throw new ApiFailure(reading.error);
  const how = { caseSensitiveValues: dialect.parameter === "filter" };
  return (user) => matchesScimFilter(reading.filter, userFields(user, call), how);
}

function* filtered(
  users: Iterable<EmulatedUser>,
  wanted: (user: EmulatedUser) => boolean,
): Generator<EmulatedUser> {
  for (const user of users) if (wanted(user)) yield user;
}

function beginsWith(user: EmulatedUser, prefix: string): boolean {
  const { firstName, lastName, email } = user.profile;
  return [firstName, lastName, email].some((value) => value?.toLowerCase().startsWith(prefix));
}
