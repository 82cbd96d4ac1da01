/** Reads CSV as RFC 4180 has it, every cell quoted; throws at anything else. */
export function readCsv(document: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cell = /"((?:[^"]|"")*)"(,|\r\n)/y;
  while (cell.lastIndex < document.length) {
    const at = cell.lastIndex;
    const match = cell.exec(document);
    if (match === null) throw new Error(`not a quoted cell: ${document.slice(at, at + 60)}`);
    const [, text = "", end] = match;
    rows.at(-1)?.push(text.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  const last = rows.pop();
  if (last === undefined || last.length > 0) throw new Error("the last line does not end");
  return rows;
}
