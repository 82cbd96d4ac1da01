import { z } from "zod";

/** How the cells of a column are shown. `time` is ISO 8601, UTC. */
export const cellKinds = ["text", "severity", "state", "answer", "strength", "time", "number"] as const;
export type CellKind = (typeof cellKinds)[number];

/** A cell: its value, a quiet line under it, and where it leads. */
export const cell = z.object({
  value: z.union([z.string(), z.number()]).nullable(),
  under: z.string().optional(),
  href: z.string().optional(),
});
export type Cell = z.infer<typeof cell>;

const listedRow = z.object({ id: z.string(), cells: z.array(cell) });

/** Rows of a table that the filters leave, in order, with all that is needed to show and to filter it. */
export const listing = z.object({
  title: z.string(),
  columns: z.array(z.object({ key: z.string(), title: z.string(), kind: z.enum(cellKinds) })),
  filters: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      chosen: z.array(z.string()),
      /** The values that occur, with how many rows have them. */
      choices: z.array(z.object({ value: z.string(), rows: z.number() })),
    }),
  ),
  search: z.string(),
  sort: z.object({ key: z.string(), descending: z.boolean() }).nullable(),
  /** Rows of the table, and of these the ones that are left. */
  total: z.number(),
  shown: z.number(),
  offset: z.number(),
  rows: z.array(listedRow),
  /** When what is shown was true; null where there is nothing yet. */
  asOf: z.string().nullable(),
  /** Said where no row is left. */
  empty: z.string(),
});
export type Listing = z.infer<typeof listing>;
