/** A name as it stands in a sentence. */
export function quoted(name: string): string {
  return `"${name}"`;
}

/** Names to choose from: `"Admins"`, `"Admins" or "MFA required"`. */
export function eitherOf(names: readonly string[]): string {
  const last = names.at(-1);
  if (last === undefined) return "none";
  return names.length === 1
    ? quoted(last)
    : `${names.slice(0, -1).map(quoted).join(", ")} or ${quoted(last)}`;
}
