const shown = 10;

/** Names as a sentence lists them, the first ten and how many more: `Corp, HQ and Lab`, `…, and 3 more`. */
export function listNames(names: readonly string[], none = "none"): string {
  if (names.length > shown) return `${names.slice(0, shown).join(", ")} and ${names.length - shown} more`;
  const last = names.at(-1);
  if (last === undefined) return none;
  return names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
