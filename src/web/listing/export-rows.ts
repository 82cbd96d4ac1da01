import { csvLine } from "../../report/escape/csv-line.ts";
import { jsonLine } from "../../report/text/json-text.ts";
import type { AnyTable, TableRows } from "../contract/table.ts";
import { cellOf } from "./rows-index.ts";
import { selectRows } from "./select-rows.ts";
import type { TableQuery } from "./table-query.ts";

/** Rows that are written at once: an export of everybody is never in memory as a whole. */
const rowsAtOnce = 1000;

function* parts(rows: readonly unknown[], write: (row: unknown) => string): Generator<string> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    yield rows
      .slice(start, start + rowsAtOnce)
      .map(write)
      .join("");
  }
}

/** All rows that the filters leave, by the keys of the columns, a line each, with what was asked for and how much there is. */
export function* exportAsJson(
  table: AnyTable,
  read: TableRows<unknown>,
  query: TableQuery,
): Generator<string> {
  const left = selectRows(table, read.rows, query);
  const head = {
    table: table.name,
    asOf: read.asOf,
    total: read.rows.length,
    shown: left.length,
    search: query.search,
    filters: Object.fromEntries([...query.chosen].filter(([, values]) => values.length > 0)),
  };
  yield `${jsonLine(head).slice(0, -1)},"rows":[`;
  let mark = "\n";
  yield* parts(left, (row) => {
    const cells = table.columns.map((column) => [column.key, cellOf(column, row).value]);
    const line = `${mark}${jsonLine({ id: table.id(row), ...Object.fromEntries(cells) })}`;
    mark = ",\n";
    return line;
  });
  yield "]}\n";
}

/** The same for a spreadsheet. The last line tells how many rows there are and were, so that a cut file shows. */
export function* exportAsCsv(
  table: AnyTable,
  read: TableRows<unknown>,
  query: TableQuery,
): Generator<string> {
  const left = selectRows(table, read.rows, query);
  yield csvLine(["id", ...table.columns.map(({ title }) => title)]);
  yield* parts(left, (row) =>
    csvLine([table.id(row), ...table.columns.map((column) => String(cellOf(column, row).value ?? ""))]),
  );
  const filters = [...query.chosen].flatMap(([key, values]) => values.map((value) => `${key}=${value}`));
  const asked = [...(query.search === "" ? [] : [`search=${query.search}`]), ...filters].join("; ");
  yield csvLine([
    `${left.length} of ${read.rows.length} rows`,
    `as of ${read.asOf ?? "never"}`,
    asked === "" ? "not filtered" : asked,
  ]);
}

/** The ids of all rows that the filters leave. */
export function idsOfRows(table: AnyTable, read: TableRows<unknown>, query: TableQuery): readonly string[] {
  return selectRows(table, read.rows, query).map(table.id);
}
