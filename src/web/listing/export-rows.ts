import { csvLine } from "../../report/escape/csv-line.ts";
import { jsonText } from "../../report/text/json-text.ts";
import type { AnyTable, TableRows } from "../contract/table.ts";
import { cellOf } from "./rows-index.ts";
import { selectRows } from "./select-rows.ts";
import type { TableQuery } from "./table-query.ts";

/** All rows that the filters leave, by the keys of the columns, with what was asked for and how much there is. */
export function exportAsJson(table: AnyTable, read: TableRows<unknown>, query: TableQuery): string {
  const left = selectRows(table, read.rows, query);
  return jsonText({
    table: table.name,
    asOf: read.asOf,
    total: read.rows.length,
    shown: left.length,
    search: query.search,
    filters: Object.fromEntries([...query.chosen].filter(([, values]) => values.length > 0)),
    rows: left.map((row) => ({
      id: table.id(row),
      ...Object.fromEntries(table.columns.map((column) => [column.key, cellOf(column, row).value])),
    })),
  });
}

/** The same for a spreadsheet. The last line tells how many rows there are and were, so that a cut file shows. */
export function exportAsCsv(table: AnyTable, read: TableRows<unknown>, query: TableQuery): string {
  const left = selectRows(table, read.rows, query);
  const lines = left.map((row) =>
    csvLine([table.id(row), ...table.columns.map((column) => String(cellOf(column, row).value ?? ""))]),
  );
  const head = csvLine(["id", ...table.columns.map(({ title }) => title)]);
  const filters = [...query.chosen].flatMap(([key, values]) => values.map((value) => `${key}=${value}`));
  const asked = [...(query.search === "" ? [] : [`search=${query.search}`]), ...filters].join("; ");
  const foot = csvLine([
    `${left.length} of ${read.rows.length} rows`,
    `as of ${read.asOf ?? "never"}`,
    asked === "" ? "not filtered" : asked,
  ]);
  return head + lines.join("") + foot;
}
