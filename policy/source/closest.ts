/** The word that was probably meant: the one within a few typing mistakes, or null when none is near. */
export function closest(written: string, known: readonly string[]): string | null {
  const most = Math.max(1, Math.floor(written.length / 3));
  let best: { readonly word: string; readonly mistakes: number } | null = null;
  for (const word of known) {
    if (Math.abs(word.length - written.length) > most) continue;
    const mistakes = mistakesBetween(written.toLowerCase(), word.toLowerCase());
    if (mistakes <= most && (best === null || mistakes < best.mistakes)) best = { word, mistakes };
  }
  return best?.word ?? null;
}

/** Damerau-Levenshtein, each pair of neighbours swapped at most once: letters added, lost, changed or swapped. */
function mistakesBetween(left: string, right: string): number {
  const first = Array.from({ length: right.length + 1 }, (_, index) => index);
  let earlier: readonly number[] = [];
  let previous: readonly number[] = first;
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current.push(
        Math.min(
          at(previous, column) + 1,
          at(current, column - 1) + 1,
          at(previous, column - 1) + (same ? 0 : 1),
          swapped ? at(earlier, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    earlier = previous;
    previous = current;
  }
  return at(previous, right.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;

/** `, did you mean "check"?`, or nothing where no known word is near. */
export function didYouMean(written: string, known: readonly string[]): string {
  const meant = closest(written, known);
  return meant === null ? "" : `, did you mean ${meant}?`;
}
