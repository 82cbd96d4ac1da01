import { inertText } from "../../model/inert-text.ts";
import type { CommandWords } from "../../model/reporter.ts";
import type { Topic } from "../text/topics.ts";

const plain = /^[\w@%+=:,./-]+$/;

/** A word as a POSIX shell takes it. */
function shellWord(word: string): string {
  return plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Commands to paste that say more: everything, as a page, and why for one of the people. */
export function nextLines(topics: readonly Topic[], again: CommandWords): readonly string[] {
  const person = topics.flatMap(({ people }) => people)[0];
  const commands = [
    ["check", "--verbose", ...again.check],
    ["check", "--format", "html=report.html", ...again.check],
    ...(person === undefined || again.explain === null ? [] : [["explain", person, ...again.explain]]),
  ];
  // Never wrapped, to be copied whole; a name with a character that a terminal obeys is not worth copying.
  return commands
    .map((words) => `${again.command} ${words.map(shellWord).join(" ")}`)
    .filter((line) => inertText(line) === line);
}
