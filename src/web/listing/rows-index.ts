import type { Cell } from "../contract/listing.ts";
import type { AnyTable, Column } from "../contract/table.ts";

/** Facts worked out once about the rows of a table. */
export interface RowsIndex {
  /** Text that a search looks through, by row: in lower case. */
  readonly texts: readonly string[];
  /** Every value of each filter, with how many rows have it; by the filter's key. */
  readonly choices: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Positions of the rows, sorted by a column. */
  sorted(key: string, descending: boolean): readonly number[];
}

/** A cell as an object, whatever its column gave. */
export function cellOf<Row>(column: Column<Row>, row: Row): Cell {
  const given = column.cell(row);
  return typeof given === "object" && given !== null ? given : { value: given };
}

const searchable = (text: string): string => text.normalize("NFC").toLowerCase();

function textOf(table: AnyTable, row: unknown): string {
  const parts: string[] = [table.id(row)];
  for (const column of table.columns) {
    const { value, under } = cellOf(column, row);
    if (value !== null) parts.push(String(value));
    if (under !== undefined) parts.push(under);
  }
  return searchable(parts.join("\n"));
}

const known = new WeakMap<AnyTable, WeakMap<object, string>>();

/** The text of a row, worked out once for as long as the row is the same object. */
function keptTextOf(table: AnyTable, row: unknown): string {
  if (typeof row !== "object" || row === null) return textOf(table, row);
  const texts = known.get(table) ?? new WeakMap<object, string>();
  known.set(table, texts);
  const text = texts.get(row) ?? textOf(table, row);
  texts.set(row, text);
  return text;
}

/** Longer lists of values are mostly shared by many rows: each is counted once. */
const fewValues = 4;

function countChoices(table: AnyTable, rows: readonly unknown[]) {
  return new Map(table.filters.map((filter) => [filter.key, countValues(rows, filter)] as const));
}

function countValues(
  rows: readonly unknown[],
  filter: AnyTable["filters"][number],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const shared = new Map<readonly string[], number>();
  const add = (values: readonly string[], amount: number): void => {
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + amount);
  };
  for (const row of rows) {
    const values = filter.values(row);
    if (values.length <= fewValues) add(values, 1);
    else shared.set(values, (shared.get(values) ?? 0) + 1);
  }
  for (const [values, amount] of shared) add(values, amount);
  return counts;
}

/** Nothing comes last, numbers before texts. */
function compare(left: string | number | null, right: string | number | null): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  if (typeof left === typeof right) return left < right ? -1 : 1;
  return typeof left === "number" ? -1 : 1;
}

function sortRows(table: AnyTable, rows: readonly unknown[], key: string): readonly number[] {
  const column = table.columns.find((one) => one.key === key);
  const positions = rows.map((_, position) => position);
  if (column === undefined) return positions;
  const values = rows.map((row) => column.sortBy?.(row) ?? cellOf(column, row).value);
  return positions.sort(
    (left, right) => compare(values[left] ?? null, values[right] ?? null) || left - right,
  );
}

const indexes = new WeakMap<readonly unknown[], Map<AnyTable, RowsIndex>>();

/** The index of these rows; kept for as long as they are. */
export function indexOf(table: AnyTable, rows: readonly unknown[]): RowsIndex {
  const before = indexes.get(rows)?.get(table);
  if (before !== undefined) return before;
  const orders = new Map<string, readonly number[]>();
  const index: RowsIndex = {
    texts: rows.map((row) => keptTextOf(table, row)),
    choices: countChoices(table, rows),
    sorted(key, descending) {
      const order = orders.get(key) ?? sortRows(table, rows, key);
      orders.set(key, order);
      return descending ? order.toReversed() : order;
    },
  };
  indexes.set(rows, (indexes.get(rows) ?? new Map()).set(table, index));
  return index;
}
