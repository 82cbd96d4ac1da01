import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from "@tanstack/virtual-core";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useReducer, useRef } from "preact/hooks";

/** A column of a table as it is shown. */
interface ShownColumn {
  readonly key: string;
  readonly title: string;
  readonly isNumber: boolean;
}

/** A row that is at hand. */
export interface ShownRow {
  readonly key: string;
  /** For people, where it has one. */
  readonly name: string;
  /** By column. */
  readonly cells: readonly ComponentChildren[];
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
  readonly onLook: (first: number, last: number) => void;
  readonly sort: { readonly key: string; readonly descending: boolean } | null;
  readonly onSort: (key: string) => void;
  readonly selection?: RowSelection | undefined;
}

const rowHeight = 54;

/** Keeps the rows in the document that are near the window, however many there are. */
function useWindowRows(count: number, top: () => number) {
  const [, render] = useReducer((turn: number) => turn + 1, 0);
  const options = {
    count,
    getScrollElement: () => window,
    estimateSize: () => rowHeight,
    overscan: 15,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialOffset: () => window.scrollY,
    scrollMargin: top(),
    onChange: () => render(0),
  };
  const kept = useRef<Virtualizer<Window, Element> | null>(null);
  kept.current ??= new Virtualizer<Window, Element>(options);
  const virtualizer = kept.current;
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
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
            class={isNumber ? "number" : undefined}
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
  if (row === undefined) {
    return (
      <tr ref={measure} data-index={index} aria-rowindex={index + 2} class="waiting">
        <td colSpan={columns.length + (selection === undefined ? 0 : 1)}>Loading…</td>
      </tr>
    );
  }
  const isChosen = selection?.chosen(row) === true;
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} class={isChosen ? "chosen" : undefined}>
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
      {columns.map(({ key, title, isNumber }, position) => (
        <td key={key} data-title={title} class={isNumber ? "number" : undefined}>
          {row.cells[position]}
        </td>
      ))}
    </tr>
  );
}

interface RowProps {
  readonly row: ShownRow | undefined;
  readonly index: number;
  readonly columns: readonly ShownColumn[];
  readonly selection: RowSelection | undefined;
  readonly measure: (element: Element | null) => void;
}

/** The table of the house: any number of rows, of which those in the window are there. */
export function DataTable(props: DataTableProps) {
  const { label, columns, count, row, onLook, selection } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const top = () => (body.current === null ? 0 : body.current.getBoundingClientRect().top + window.scrollY);
  const rows = useWindowRows(count, top);
  const shown = rows.getVirtualItems();
  const first = shown[0];
  const last = shown.at(-1);
  useEffect(() => {
    if (first !== undefined && last !== undefined) onLook(first.index, last.index);
  });
  const margin = rows.options.scrollMargin;
  const before = first === undefined ? 0 : first.start - margin;
  const after = last === undefined ? 0 : rows.getTotalSize() - (last.end - margin);
  const width = columns.length + (selection === undefined ? 0 : 1);
  return (
    <table class="data" aria-label={label} aria-rowcount={count + 1}>
      <Head {...props} />
      <tbody ref={body}>
        <Gap height={before} width={width} />
        {shown.map(({ index }) => (
          <Row
            key={index}
            row={row(index)}
            index={index}
            columns={columns}
            selection={selection}
            measure={rows.measureElement}
          />
        ))}
        <Gap height={after} width={width} />
      </tbody>
    </table>
  );
}

/** Stands for the rows that are not in the document. */
function Gap({ height, width }: { readonly height: number; readonly width: number }) {
  if (height <= 0) return null;
  return (
    <tr class="gap">
      <td colSpan={width} style={{ height: `${height}px` }} />
    </tr>
  );
}
