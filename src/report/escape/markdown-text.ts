import { inertText } from "../../model/inert-text.ts";

/** Characters that mean something to Markdown within a line, or to a table around it. */
const marks = /[\\`*_[\]|~$]/g;
/** Characters that begin a heading, a list or a rule where a line begins. */
const lineStart = /^([#+\-=]|\d+(?=[.)]))/;
const entities: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;" };

/**
 * GitHub looks for mentions, references, emoji and addresses in the text that Markdown leaves, where a backslash is gone.
 * A comment of no content cuts such a text in two (GitHub writes its own advisories so) and copies as if it were not there.
 */
const cut = "<!-- -->";
const linkedAfter = /@|#(?=\d)|\bGH-(?=\d)|:(?=\/\/)|\bwww(?=\.)|\b(?:mailto|xmpp)(?=:)|:(?=[\w+\\-]+:)/gi;

/**
 * A text as GitHub's Markdown shows it word for word, in a paragraph, a list or a cell of a table: no markup, HTML,
 * mention, reference to an issue, emoji or link.
 */
export function markdownText(text: string): string {
  return inertText(text)
    .trim()
    .replace(marks, "\\$&")
    .replace(lineStart, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(/[<>&]/g, (character) => entities[character] ?? character)
    .replace(linkedAfter, (found) => `${found}${cut}`);
}

/** A name as code: GitHub looks for nothing in it, and it copies as it is. */
export function markdownCode(text: string): string {
  const inert = inertText(text);
  // A table takes a pipe in code for its own, and outside of one a backslash before it would be shown.
  if (inert.trim() === "" || inert.includes("|")) return `<code>${markdownText(text)}</code>`;
  const longest = Math.max(0, ...[...inert.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  // One space next to the fence is taken off, and needed where the text begins or ends with a backtick.
  const pad = /^`|`$|^ .* $/.test(inert) ? " " : "";
  return `${fence}${pad}${inert}${pad}${fence}`;
}
