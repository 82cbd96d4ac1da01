import { type RawBuilder, sql } from "kysely";
import { type ErrorCode, PlumblineError } from "../model/errors.ts";

/** So many are named where the beginning of an id is that of several. */
const mostNamed = 5;

/** How many rows to ask for: one more than are named. */
export const rowsAsked: number = mostNamed + 1;

/** Where the id begins so; what SQL takes for a pattern is meant as it stands. Nothing begins with nothing. */
export function beginsWith(beginning: string): RawBuilder<boolean> {
  if (beginning === "") return sql<boolean>`1 = 0`;
  const pattern = `${beginning.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql<boolean>`id like ${pattern} escape ${"\\"}`;
}

/** Error where a beginning names none, or several. */
export interface Naming {
  /** `alert`, `report`. */
  readonly what: string;
  readonly notFound: ErrorCode;
  readonly ambiguous: ErrorCode;
  /** Which command lists the ids. */
  readonly listedBy: string;
}

/** The row whose id it is, else the only one whose id begins so. @throws PlumblineError when there is none, or several */
export function onlyOne<Row extends { readonly id: string }>(
  rows: readonly Row[],
  beginning: string,
  { what, notFound, ambiguous, listedBy }: Naming,
): Row {
  const [first, another] = rows;
  const whole = rows.find(({ id }) => id === beginning);
  if (whole !== undefined) return whole;
  if (first === undefined) {
    throw new PlumblineError(notFound, `there is no ${what} ${beginning}`, {
      remedy: `take the id from ${listedBy}`,
    });
  }
  if (another === undefined) return first;
  const named = rows.slice(0, mostNamed).map(({ id }) => id);
  const more = rows.length > mostNamed ? ", and others" : "";
  throw new PlumblineError(ambiguous, `several ${what}s have ids that begin with ${beginning}`, {
    remedy: `write more of the id: ${named.join(", ")}${more}`,
  });
}
