/** SQLite takes 32,766 values in a statement, PostgreSQL 65,535; a row has some ten at most. */
const rowsAtOnce = 1000;

/** Parts of a list that fit into one statement. */
export function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += rowsAtOnce) yield items.slice(start, start + rowsAtOnce);
}
