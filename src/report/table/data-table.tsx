import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { mostPrinted, usePrinting, useWindowRows } from "./window-rows.ts";

/** A column of a table as it is shown. */
interface ShownColumn {
  readonly key: string;
  readonly title: string;
  readonly isNumber: boolean;
  /** Its cells name their rows. */
  readonly isHeader?: boolean;
}

/** A row that is at hand. */
export interface ShownRow {
  readonly key: string;
  /** For people, where it has one. */
  readonly name: string;
  /** By column. */
  readonly cells: readonly ComponentChildren[];
  /** Content under the row while it is open. */
  readonly details?: { readonly id: string; readonly content: ComponentChildren } | undefined;
}

/** Rows that are chosen. */
export interface RowSelection {
  readonly chosen: (row: ShownRow) => boolean;
  readonly toggle: (row: ShownRow) => void;
  readonly all: "all" | "some" | "none";
  readonly toggleAll: () => void;
  /** `Select kim@acme.example`. */
  readonly label: (row: ShownRow) => string;
}

interface DataTableProps {
  /** Of what the table is, for those who do not see it. */
  readonly label: string;
  readonly columns: readonly ShownColumn[];
  /** Rows that there are, at hand or not. */
  readonly count: number;
  /** Undefined: not at hand yet. */
  readonly row: (index: number) => ShownRow | undefined;
  /** Tells which rows are looked at, so that they can be fetched. */
  readonly onLook?: (first: number, last: number) => void;
  readonly sort: { readonly key: string; readonly descending: boolean } | null;
  readonly onSort: (key: string) => void;
  readonly selection?: RowSelection | undefined;
}

const ariaSort = { true: "descending", false: "ascending" } as const;

function Head({
  columns,
  sort,
  onSort,
  selection,
}: Omit<DataTableProps, "label" | "count" | "row" | "onLook">) {
  return (
    <thead>
      <tr>
        {selection === undefined ? null : (
          <th scope="col" class="choose">
            <input
              type="checkbox"
              aria-label="Select all that are shown"
              checked={selection.all === "all"}
              ref={(box) => {
                if (box !== null) box.indeterminate = selection.all === "some";
              }}
              onChange={selection.toggleAll}
            />
          </th>
        )}
        {columns.map(({ key, title, isNumber }) => (
          <th
            key={key}
            scope="col"
            class={classOf(key, isNumber)}
            aria-sort={sort?.key === key ? ariaSort[`${sort.descending}`] : undefined}
          >
            <button type="button" onClick={() => onSort(key)}>
              {title}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row({ row, index, columns, selection, measure }: RowProps) {
  const width = columns.length + (selection === undefined ? 0 : 1);
  if (row === undefined) {
    return (
      <tbody ref={measure} data-index={index}>
        <tr aria-rowindex={index + 2} class="waiting">
          <td colSpan={width}>Loading…</td>
        </tr>
      </tbody>
    );
  }
  const isChosen = selection?.chosen(row) === true;
  return (
    <tbody ref={measure} data-index={index}>
      <tr aria-rowindex={index + 2} class={isChosen ? "chosen" : undefined}>
        {selection === undefined ? null : (
          <td class="choose">
            <input
              type="checkbox"
              aria-label={selection.label(row)}
              checked={isChosen}
              onChange={() => selection.toggle(row)}
            />
          </td>
        )}
        {columns.map((column, position) => (
          <Cell key={column.key} column={column}>
            {row.cells[position]}
          </Cell>
        ))}
      </tr>
      {row.details === undefined ? null : (
        <tr class="details" id={row.details.id}>
          <td colSpan={width}>{row.details.content}</td>
        </tr>
      )}
    </tbody>
  );
}

interface CellProps {
  readonly column: ShownColumn;
  readonly children: ComponentChildren;
}

function Cell({ column: { key, title, isNumber, isHeader = false }, children }: CellProps) {
  const attributes = { class: classOf(key, isNumber), "data-title": title };
  return isHeader ? (
    <th scope="row" {...attributes}>
      {children}
    </th>
  ) : (
    <td {...attributes}>{children}</td>
  );
}

const classOf = (key: string, isNumber: boolean): string => `col-${key}${isNumber ? " number" : ""}`;

interface RowProps {
  readonly row: ShownRow | undefined;
  readonly index: number;
  readonly columns: readonly ShownColumn[];
  readonly selection: RowSelection | undefined;
  readonly measure: (element: Element | null) => void;
}

/** The table of the house: any number of rows, of which those in the window are there; on paper all, up to a bound. */
export function DataTable(props: DataTableProps) {
  const { label, columns, count, row, onLook, selection } = props;
  const head = useRef<HTMLTableElement>(null);
  const top = () => {
    const body = head.current?.tBodies[0];
    return body === undefined ? 0 : body.getBoundingClientRect().top + window.scrollY;
  };
  const rows = useWindowRows(count, top);
  const isPrinting = usePrinting();
  const shown = rows.getVirtualItems();
  const first = shown[0];
  const last = shown.at(-1);
  useEffect(() => {
    if (first !== undefined && last !== undefined) onLook?.(first.index, last.index);
  });
  const margin = rows.options.scrollMargin;
  const before = first === undefined ? 0 : first.start - margin;
  const after = last === undefined ? 0 : rows.getTotalSize() - (last.end - margin);
  const width = columns.length + (selection === undefined ? 0 : 1);
  const printed = Array.from({ length: Math.min(count, mostPrinted) }, (_, index) => index);
  const indexes = isPrinting ? printed : shown.map(({ index }) => index);
  return (
    <table class="data" aria-label={label} aria-rowcount={count + 1} ref={head}>
      <Head {...props} />
      {isPrinting ? null : <Gap height={before} width={width} />}
      {indexes.map((index) => (
        <Row
          key={index}
          row={row(index)}
          index={index}
          columns={columns}
          selection={selection}
          measure={rows.measureElement}
        />
      ))}
      {isPrinting ? <NotPrinted amount={count - printed.length} width={width} /> : null}
      {isPrinting ? null : <Gap height={after} width={width} />}
    </table>
  );
}

function NotPrinted({ amount, width }: { readonly amount: number; readonly width: number }) {
  if (amount <= 0) return null;
  return (
    <tbody>
      <tr>
        <td colSpan={width}>{`${amount.toLocaleString("en")} more are not printed.`}</td>
      </tr>
    </tbody>
  );
}

/** Stands for the rows that are not in the document. It is there also where it is empty: the rows begin below it. */
function Gap({ height, width }: { readonly height: number; readonly width: number }) {
  return (
    <tbody class="gap" aria-hidden="true">
      {height <= 0 ? null : (
        <tr>
          <td colSpan={width} style={{ height: `${height}px` }} />
        </tr>
      )}
    </tbody>
  );
}
