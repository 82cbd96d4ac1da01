import { createHmac } from "node:crypto";

/** Gives the same pseudonym for the same person in every report made with the same key. */
export interface Pseudonyms {
  /** For a text that is a name as a whole. */
  whole(name: string): string;
  /** For a text that may hold names among other words. */
  within(text: string): string;
}

const mail = /[\p{L}\p{N}.!#$%&'*+/=?^_{|}~-]+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?/gu;
// Okta's user ids: `00u` and seventeen more (okta-api 1).
const userId = /\b00u[0-9A-Za-z]{5,17}\b/g;
const ipv4 = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const ipv6 = /(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi;
const wordCharacter = /[\p{L}\p{N}]/u;
const prefixLength = 2;

/**
 * Pseudonyms by keyed hash (HMAC-SHA-256): without the key nobody can check a guess against them.
 * @param names logins and ids to look for; mail addresses, Okta user ids and IP addresses are found without
 */
export function pseudonymsFor(names: Iterable<string>, key: string): Pseudonyms {
  const hashed = (prefix: string, text: string): string =>
    `${prefix}-${createHmac("sha256", key).update(plain(text)).digest("hex").slice(0, 12)}`;
  const person = (name: string): string => hashed("person", name);
  const known = indexNames(names);
  return {
    whole: person,
    within: (text) =>
      replaceKnown(text, known, person)
        .replace(mail, person)
        .replace(userId, person)
        .replace(ipv4, (address) => hashed("ip", address))
        .replace(ipv6, (address) => (isTime(address) ? address : hashed("ip", address))),
  };
}

const plain = (name: string): string => name.normalize("NFC").toLowerCase();

// `10:15:00` looks like an address, but one in full has seven colons and a shortened one two in a row.
const isTime = (text: string): boolean => !text.includes("::") && text.split(":").length < 8;

/** Names by their first characters, with the lengths that occur: lookups stay few in an org of 100,000 people. */
interface NameIndex {
  readonly names: ReadonlySet<string>;
  readonly lengthsByPrefix: ReadonlyMap<string, readonly number[]>;
}

function indexNames(names: Iterable<string>): NameIndex {
  const all = new Set([...names].map(plain).filter((name) => name.length >= prefixLength));
  const lengths = new Map<string, Set<number>>();
  for (const name of all) {
    const prefix = name.slice(0, prefixLength);
    const seen = lengths.get(prefix) ?? new Set();
    lengths.set(prefix, seen.add(name.length));
  }
  const longestFirst = [...lengths].map(
    ([prefix, seen]) => [prefix, [...seen].sort((left, right) => right - left)] as const,
  );
  return { names: all, lengthsByPrefix: new Map(longestFirst) };
}

function replaceKnown(
  text: string,
  { names, lengthsByPrefix }: NameIndex,
  pseudonym: (name: string) => string,
): string {
  const searched = plain(text);
  // Lower case can be longer (İ): then the text itself is taken in lower case, so that positions agree.
  const source = searched.length === text.length ? text : searched;
  let result = "";
  let position = 0;
  while (position < source.length) {
    const length = isInsideWord(searched, position) ? undefined : knownLengthAt(searched, position);
    result +=
      length === undefined ? source.charAt(position) : pseudonym(source.slice(position, position + length));
    position += length ?? 1;
  }
  return result;

  function knownLengthAt(searchedText: string, start: number): number | undefined {
    const lengths = lengthsByPrefix.get(searchedText.slice(start, start + prefixLength));
    return lengths?.find(
      (size) =>
        names.has(searchedText.slice(start, start + size)) && !isInsideWord(searchedText, start + size),
    );
  }
}

/** True between two letters or digits: a name does not begin or end there. */
function isInsideWord(text: string, position: number): boolean {
  return (
    position > 0 &&
    position < text.length &&
    wordCharacter.test(text.charAt(position - 1)) &&
    wordCharacter.test(text.charAt(position))
  );
}
