import { PlumblineError } from "../../model/errors.ts";
import type { AnyTable } from "../contract/table.ts";

/** Query for a table; a URL holds it. */
export interface TableQuery {
  readonly search: string;
  readonly sort: { readonly key: string; readonly descending: boolean } | null;
  /** Values by filter; a filter without any lets every row through. */
  readonly chosen: ReadonlyMap<string, readonly string[]>;
  readonly offset: number;
  readonly limit: number;
}

const mostRows = 500;
const usualRows = 100;
const own = ["search", "sort", "offset", "limit", "format"];

/** Stands for no choice where a filter has a standing one. */
const anyValue = "any";

const refused = (message: string, remedy: string): PlumblineError =>
  new PlumblineError("USAGE", message, { remedy });

function wholeNumber(name: string, text: string | null, usual: number, most: number): number {
  if (text === null) return usual;
  const number = Number(text);
  if (/^\d{1,9}$/.test(text) && number <= most) return number;
  throw refused(`${name}=${text} is no number from 0 to ${most}`, `write ${name}=${usual}`);
}

function sortOf(table: AnyTable, text: string | null): TableQuery["sort"] {
  if (text === null || text === "") return null;
  const descending = text.startsWith("-");
  const key = descending ? text.slice(1) : text;
  const keys = table.columns.map((column) => column.key);
  if (keys.includes(key)) return { key, descending };
  throw refused(`${table.name} has no column "${key}"`, `sort by one of ${keys.join(", ")}, or -${keys[0]}`);
}

/**
 * Reads the query of a table's address. What it does not know is refused: a filter with a typing mistake would show
 * everything as if it had been filtered.
 *
 * @throws PlumblineError USAGE
 */
export function tableQuery(table: AnyTable, query: URLSearchParams): TableQuery {
  const filters = table.filters.map(({ key }) => key);
  for (const name of new Set(query.keys())) {
    if (own.includes(name) || filters.includes(name)) continue;
    throw refused(`${table.name} has no filter "${name}"`, `filter by one of ${filters.join(", ")}`);
  }
  return {
    search: (query.get("search") ?? "").slice(0, 200),
    sort: sortOf(table, query.get("sort")),
    chosen: new Map(
      table.filters.map(({ key, standing = [] }) => {
        const values = query.getAll(key);
        const chosen = values.length === 0 ? standing : values.filter((one) => one !== anyValue);
        return [key, chosen] as const;
      }),
    ),
    offset: wholeNumber("offset", query.get("offset"), 0, 10_000_000),
    limit: wholeNumber("limit", query.get("limit"), usualRows, mostRows),
  };
}
