import { inertText } from "../../model/inert-text.ts";
import { count } from "../text/count.ts";
import { wrapText } from "../text/wrap-text.ts";

/** Tells what was added to a baseline, and what could not be. */
export function addendumText(
  addendum: {
    readonly added: readonly string[];
    readonly oddities: readonly { readonly subject: string; readonly words: string }[];
  },
  file: string,
  width: number,
): string {
  const { added, oddities } = addendum;
  const line = (text: string, indent = 0): string => wrapText(inertText(text), width, indent, indent + 2);
  return `${[
    line(
      added.length === 0
        ? `Everything live that a baseline can declare is declared in ${file}.`
        : `Added ${count(added.length, "declaration")} to ${file}; nothing else in it was changed.`,
    ),
    ...added.map((words) => line(words, 2)),
    ...(oddities.length === 0 ? [] : ["", line("Look at these")]),
    ...oddities.map(({ subject, words }) => line(`${subject}: ${words}`, 2)),
  ].join("\n")}\n`;
}
