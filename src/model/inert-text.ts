/**
 * Characters that a terminal obeys or hides: control characters (an escape sequence starts with one), marks that
 * turn the direction of text around, line separators, characters of no width, and halves of surrogate pairs.
 */
const unsafe =
  /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/**
 * Commands that a CI runner obeys in anything that a step prints: GitHub's `::set-output …` where a line may
 * begin, and `##[…]`, GitHub's older form and Azure's `##vso[…]`, anywhere in a line (actions/runner,
 * ActionCommand.cs).
 */
const runnerCommand = /(?<!\S)::(?=\D)|##(?=\w*\[)/g;

/** Makes a name that somebody else chose safe to print: what a terminal would obey is shown as `\x1b` instead. */
export function inertText(text: string): string {
  return text
    .replace(unsafe, shownAsCode)
    .replace(runnerCommand, ([first = ""]) => shownAsCode(first) + first);
}

function shownAsCode(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xffff) return `\\u{${code.toString(16)}}`;
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, "0")}`
    : `\\u${code.toString(16).padStart(4, "0")}`;
}
