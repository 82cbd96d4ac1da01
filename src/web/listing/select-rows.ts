import type { Listing } from "../contract/listing.ts";
import type { AnyTable, TableRows } from "../contract/table.ts";
import { cellOf, indexOf } from "./rows-index.ts";
import type { TableQuery } from "./table-query.ts";

/** Values of a filter that are offered; who has more of them searches. */
const mostChoices = 300;

/** The rows that search and filters leave, sorted. */
export function selectRows(
  table: AnyTable,
  rows: readonly unknown[],
  { search, sort, chosen }: TableQuery,
): readonly unknown[] {
  const index = indexOf(table, rows);
  const words = search
    .normalize("NFC")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const active = table.filters.flatMap((filter) => {
    const wanted = chosen.get(filter.key) ?? [];
    return wanted.length === 0 ? [] : [{ filter, wanted: new Set(wanted) }];
  });
  const passes = (position: number): boolean => {
    const text = index.texts[position] ?? "";
    if (!words.every((word) => text.includes(word))) return false;
    const row = rows[position];
    return active.every(({ filter, wanted }) => filter.values(row).some((value) => wanted.has(value)));
  };
  const order = sort === null ? rows.map((_, position) => position) : index.sorted(sort.key, sort.descending);
  return order.filter(passes).map((position) => rows[position]);
}

/** A part of a table, as the API gives it. */
export function listRows(
  table: AnyTable,
  { rows, asOf, empty }: TableRows<unknown>,
  query: TableQuery,
): Listing {
  const left = selectRows(table, rows, query);
  const { choices } = indexOf(table, rows);
  return {
    title: table.title,
    columns: table.columns.map(({ key, title, kind }) => ({ key, title, kind })),
    filters: table.filters.map(({ key, title }) => ({
      key,
      title,
      chosen: [...(query.chosen.get(key) ?? [])],
      choices: [...(choices.get(key) ?? [])]
        .map(([value, amount]) => ({ value, rows: amount }))
        .sort((one, other) => (one.value < other.value ? -1 : 1))
        .slice(0, mostChoices),
    })),
    search: query.search,
    sort: query.sort,
    total: rows.length,
    shown: left.length,
    offset: query.offset,
    rows: left.slice(query.offset, query.offset + query.limit).map((row) => ({
      id: table.id(row),
      cells: table.columns.map((column) => cellOf(column, row)),
    })),
    asOf,
    empty,
  };
}
