/** GitHub refuses the body of a comment or an issue above this. */
const mostCharacters = 65_536;

/**
 * The fullest layout that GitHub takes; the barest where none fits.
 *
 * @param caps how much of each list is shown, the most first: tried in turn until all fits
 * @param barest the last resort, of which nothing more can be left out
 */
export function fitComment<Cap>(caps: readonly Cap[], barest: Cap, laidOut: (cap: Cap) => string): string {
  for (const cap of caps) {
    const text = laidOut(cap);
    if (text.length <= mostCharacters) return text;
  }
  return laidOut(barest);
}
