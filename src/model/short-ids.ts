/** Enough to be told apart for years, and short enough to be typed. */
const fewest = 8;

/** The shortest beginning of each id that no other id has, of eight characters at least. */
export function shortIds(ids: readonly string[]): ReadonlyMap<string, string> {
  const sorted = [...new Set(ids)].toSorted();
  return new Map(
    sorted.map((id, index) => {
      const shared = Math.max(common(id, sorted[index - 1] ?? ""), common(id, sorted[index + 1] ?? ""));
      return [id, id.slice(0, Math.max(fewest, shared + 1))];
    }),
  );
}

/** How many characters two ids have in common from the beginning. */
function common(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return length;
}
