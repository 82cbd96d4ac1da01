import type { Listing } from "../contract/listing.ts";
import type { AnyTable, TableRows } from "../contract/table.ts";
import { cellOf, indexOf, type RowsIndex } from "./rows-index.ts";
import type { TableQuery } from "./table-query.ts";

/** Values of a filter that are offered; who has more of them searches. */
const mostChoices = 300;

/** Questions about the same rows whose answers are kept: somebody scrolls, types a letter more, takes one back. */
const mostKept = 8;

interface Selection {
  /** All that was asked but the search. */
  readonly asked: string;
  readonly search: string;
  readonly positions: readonly number[];
}

const kept = new WeakMap<RowsIndex, readonly Selection[]>();

/**
 * Positions of the rows that search and filters leave, sorted. A search that goes on from one before looks only through
 * what that left: a text with the longer word has the shorter one in it.
 */
function selectPositions(
  table: AnyTable,
  rows: readonly unknown[],
  { search, sort, chosen }: TableQuery,
): readonly number[] {
  const index = indexOf(table, rows);
  const wanted = search.normalize("NFC").toLowerCase();
  const asked = JSON.stringify([sort, [...chosen]]);
  const before = kept.get(index) ?? [];
  const alike = before.filter((one) => one.asked === asked && wanted.startsWith(one.search));
  const [nearest] = alike.toSorted((one, other) => other.search.length - one.search.length);
  if (nearest?.search === wanted) return nearest.positions;
  const among = nearest?.positions ?? inOrder(index, rows, sort).filter(passes(table, rows, chosen));
  const words = wanted.split(/\s+/).filter((word) => word !== "");
  const found = among.filter((position) => {
    const text = index.texts[position] ?? "";
    return words.every((word) => text.includes(word));
  });
  kept.set(index, [{ asked, search: wanted, positions: found }, ...before].slice(0, mostKept));
  return found;
}

const inOrder = (index: RowsIndex, rows: readonly unknown[], sort: TableQuery["sort"]): readonly number[] =>
  sort === null ? rows.map((_, position) => position) : index.sorted(sort.key, sort.descending);

function passes(table: AnyTable, rows: readonly unknown[], chosen: TableQuery["chosen"]) {
  const active = table.filters.flatMap((filter) => {
    const values = chosen.get(filter.key) ?? [];
    return values.length === 0 ? [] : [{ filter, values: new Set(values) }];
  });
  return (position: number): boolean =>
    active.every(({ filter, values }) => filter.values(rows[position]).some((value) => values.has(value)));
}

/** The rows that search and filters leave, sorted. */
export function selectRows(table: AnyTable, rows: readonly unknown[], query: TableQuery): readonly unknown[] {
  return selectPositions(table, rows, query).map((position) => rows[position]);
}

/** A part of a table, as the API gives it. */
export function listRows(
  table: AnyTable,
  { rows, asOf, empty }: TableRows<unknown>,
  query: TableQuery,
): Listing {
  const left = selectPositions(table, rows, query);
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
    rows: left.slice(query.offset, query.offset + query.limit).map((position) => ({
      id: table.id(rows[position]),
      cells: table.columns.map((column) => cellOf(column, rows[position])),
    })),
    asOf,
    empty,
  };
}
