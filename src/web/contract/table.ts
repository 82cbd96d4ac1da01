import type { PageSource } from "../../flows/page/page-source.ts";
import type { Cell, CellKind } from "./listing.ts";

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly kind: CellKind;
  cell(row: Row): Cell | Cell["value"];
  /** Sort key of rows, where it is not the cell's value. */
  sortBy?(row: Row): string | number;
}

export interface Filter<Row> {
  readonly key: string;
  readonly title: string;
  /** A row may have several. */
  values(row: Row): readonly string[];
  /** Chosen where the URL says nothing of this filter; `any` in a URL takes it away. */
  readonly standing?: readonly string[];
}

/** The rows of a table. Equal rows are the same array as before, so that what was worked out of it can be kept. */
export interface TableRows<Row> {
  readonly rows: readonly Row[];
  /** ISO 8601, UTC. */
  readonly asOf: string | null;
  /** Text where there is no row, or none is left. */
  readonly empty: string;
}

/** A table of the page: one file, and the page, its address, its exports and its place in the API follow from it. */
export interface Table<Row> {
  /** In the address of the page and of the API: `/alerts`, `/api/v1/alerts`. */
  readonly name: string;
  readonly title: string;
  /** Where it stands in the navigation. */
  readonly place: number;
  /** One sentence for the API's document. */
  readonly summary: string;
  /** Whether there is anything that it could show; left out: always. */
  isThere?(source: PageSource): boolean;
  readonly columns: readonly Column<Row>[];
  readonly filters: readonly Filter<Row>[];
  id(row: Row): string;
  /** In the order to show them in where nobody sorts. */
  read(source: PageSource, now: Date): Promise<TableRows<Row>>;
}

/** A table whose rows are its own business. */
export type AnyTable = Table<unknown>;

/** Lets the rows of a table be of a type of their own. */
export const table = <Row>(definition: Table<Row>): AnyTable => definition as AnyTable;
