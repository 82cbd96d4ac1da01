/** People read at a time: an org has a hundred thousand, and their rows are many times as large as what is kept of them. */
const rowsAtOnce = 5000;

/**
 * Rows of a table by person, a part of them in memory at a time.
 *
 * @param after - the next so many rows of people after this one, in the order of their ids
 */
export async function* rowsByPerson<Row extends { readonly person: string }>(
  after: (last: string, atMost: number) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  for (let last = ""; ; ) {
    const rows = await after(last, rowsAtOnce);
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < rowsAtOnce) return;
    last = end.person;
  }
}
