import { inertText } from "../../model/inert-text.ts";

// Characters that make a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), in full width as
// well; control characters are made visible before. Spaces before it may be dropped by an import.
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/**
 * One line of CSV (RFC 4180: CRLF at its end). Every cell is quoted, so that a program which separates by semicolons
 * sees the same cells; one that would be a formula begins with an apostrophe.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const inert = inertText(text);
  return `"${(formula.test(inert) ? `'${inert}` : inert).replaceAll('"', '""')}"`;
}
