/** At most `most` characters of a text, with `…` in place of the rest. */
export function clipText(text: string, most: number): string {
  if (text.length <= most) return text;
  // Half a surrogate pair at the end would be shown as a code.
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
