import type { KnownName, NameKind } from "./known-names.ts";
import { keptNames, ownWords } from "./own-words.ts";

/** One known name that was found in a text. */
export interface FoundName {
  readonly text: string;
  readonly kind: NameKind | "name";
}

/** The names that a redaction looks for. */
export interface NameIndex {
  /** Kind of thing that a whole text names; null when not known. `name`: of things of several kinds. */
  kindOf(name: string): NameKind | "name" | null;
  /** Replaces every known name in a text, the longest where several begin. */
  replaceIn(text: string, replace: (found: FoundName) => string): string;
}

const wordCharacter = /[\p{L}\p{N}]/u;
const prefixLength = 2;

/** How names are looked for: spelled either way, and in capitals or not. */
export const plainName = (name: string): string => name.normalize("NFC").toLowerCase();

/** Indexes names by their first characters and the lengths that occur: lookups stay few in an org of 100,000 people. */
export function indexNames(names: Iterable<KnownName>): NameIndex {
  const kinds = new Map<string, NameKind | "name">();
  for (const { kind, name } of names) {
    const plain = plainName(name);
    if (plain.trim() === "" || keptNames.has(plain)) continue;
    const known = kinds.get(plain);
    kinds.set(plain, known === undefined || known === kind ? kind : "name");
  }
  const lengths = lengthsByPrefix(kinds.keys());
  const isMeant = (name: string, searched: string, start: number): boolean =>
    kinds.has(name) &&
    !isInsideWord(searched, start + name.length) &&
    ((name.length >= prefixLength && !ownWords.has(name)) || isQuoted(searched, start, name.length));
  /** The longest name that begins there, as it was searched. */
  const nameAt = (searched: string, start: number): string | undefined => {
    if (isInsideWord(searched, start)) return undefined;
    const sizes = [...(lengths.get(searched.slice(start, start + prefixLength)) ?? []), 1];
    return sizes
      .map((size) => searched.slice(start, start + size))
      .find((name) => isMeant(name, searched, start));
  };
  return {
    kindOf: (name) => kinds.get(plainName(name)) ?? null,
    replaceIn: (text, replace) => {
      const searched = plainName(text);
      // Lower case can be longer (İ), and NFC shorter: then what was searched is taken, so that positions agree.
      const source = searched.length === text.length ? text : searched;
      let result = "";
      let position = 0;
      while (position < source.length) {
        const name = nameAt(searched, position);
        const end = position + (name?.length ?? 1);
        const piece = source.slice(position, end);
        result += name === undefined ? piece : replace({ text: piece, kind: kinds.get(name) ?? "name" });
        position = end;
      }
      return result;
    },
  };
}

function lengthsByPrefix(names: Iterable<string>): ReadonlyMap<string, readonly number[]> {
  const lengths = new Map<string, Set<number>>();
  for (const name of names) {
    const prefix = name.slice(0, prefixLength);
    lengths.set(prefix, (lengths.get(prefix) ?? new Set()).add(name.length));
  }
  const longestFirst = [...lengths].map(
    ([prefix, seen]) => [prefix, [...seen].sort((left, right) => right - left)] as const,
  );
  return new Map(longestFirst);
}

const isQuoted = (text: string, start: number, size: number): boolean =>
  text.charAt(start - 1) === '"' && text.charAt(start + size) === '"';

/** True between two letters or digits: a name does not begin or end there. */
function isInsideWord(text: string, position: number): boolean {
  return (
    position > 0 &&
    position < text.length &&
    wordCharacter.test(text.charAt(position - 1)) &&
    wordCharacter.test(text.charAt(position))
  );
}
