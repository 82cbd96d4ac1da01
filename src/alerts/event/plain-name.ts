// Names come from the org: what a terminal or a chat would obey, hide or turn around must not reach a title.
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const longest = 100;

/** The first name that says something, made safe for a sentence. Okta writes `unknown` where it has none. */
export function plainName(names: readonly (string | null)[]): string {
  const found = names.find((name) => name !== null && name !== "" && name !== "unknown") ?? "unknown";
  const plain = found.replaceAll(unsafe, " ").trim();
  return plain.length > longest ? `${plain.slice(0, longest - 1).trimEnd()}…` : plain;
}
