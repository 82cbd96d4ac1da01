import { displayWidth } from "./display-width.ts";

/**
 * Breaks a text into lines of at most `width` columns, between words; a word that is longer keeps its line, so
 * that ids and logins can be copied whole.
 * @param indent columns before the first line; later lines stand under `hang` columns (default: the same)
 */
export function wrapText(text: string, width: number, indent = 0, hang = indent): string {
  const lines: string[] = [];
  let line = " ".repeat(indent);
  let columns = indent;
  let empty = true;
  for (const word of text.split(" ")) {
    const size = displayWidth(word);
    if (!empty && columns + 1 + size > width) {
      lines.push(line);
      line = " ".repeat(hang);
      columns = hang;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    columns += size + (empty ? 0 : 1);
    empty = false;
  }
  return [...lines, line].join("\n");
}
