import { jsonPieces } from "../../model/json-pieces.ts";

// JSON.stringify leaves these as they are, but a terminal that shows the output, or a CI runner that reads a command
// in `##[…]` wherever it stands, may obey them.
const obeyed =
  /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]|(?<=#)#(?=\w*\[)/gu;

const escaped = (characters: string): string =>
  Array.from({ length: characters.length }, (_, index) => {
    return `\\u${characters.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }).join("");

/** A value as JSON on one line, safe to show. */
export const jsonLine = (value: unknown): string => JSON.stringify(value).replace(obeyed, escaped);

/** The text of `jsonText` in pieces, each entry of its lists one of them, for a value that is too large to stand in memory twice. */
export function* jsonTextPieces(value: unknown): Generator<string> {
  for (const piece of jsonPieces(value, "  ", 2)) yield piece.replace(obeyed, escaped);
  yield "\n";
}

/** A value as a JSON document: indented by two, safe to show, with a newline at the end. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(obeyed, escaped)}\n`;
}
