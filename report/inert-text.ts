/**
 * Characters that a terminal obeys or hides: control characters (an escape sequence starts with one), marks that
 * turn the direction of text around, line separators, characters of no width, and halves of surrogate pairs.
 */
const unsafe = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

/** Makes a name that somebody else chose safe to print: what a terminal would obey is shown as `\x1b` instead. */
export function inertText(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100
      ? `\\x${code.toString(16).padStart(2, "0")}`
      : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}
