/** One after the other, so that the first thing that is missing is the one that is named, whatever answers first. */
export async function eachOnce(
  names: readonly string[],
  idOf: (name: string) => Promise<string | null>,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const name of new Set(names.map((written) => written.normalize("NFC")))) {
    const id = await idOf(name);
    if (id !== null) ids.set(name, id);
  }
  return ids;
}
