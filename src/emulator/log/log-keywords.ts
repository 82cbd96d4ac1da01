/**
 * Whether an event has all the keywords of `q`: each must equal a word of some attribute value, in any case.
 * A value with hyphens counts both whole and in its parts (Okta: System Log query, keyword filter).
 */
export function mentionsKeywords(event: unknown, keywords: readonly string[]): boolean {
  if (keywords.length === 0) return true;
  const words = new Set<string>();
  collectWords(event, words);
  return keywords.every((keyword) => words.has(keyword.toLowerCase()));
}

function collectWords(node: unknown, words: Set<string>): void {
  if (typeof node === "string") {
    for (const word of node.toLowerCase().split(/[\s,;:"'()[\]{}]+/u)) {
      words.add(word);
      for (const part of word.split("-")) words.add(part);
    }
  } else if (typeof node === "object" && node !== null) {
    for (const value of Object.values(node)) collectWords(value, words);
  }
}
