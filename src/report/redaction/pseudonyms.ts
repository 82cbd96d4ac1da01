import { createHmac } from "node:crypto";
import type { KnownName, NameKind } from "./known-names.ts";
import { type FoundName, indexNames, plainName } from "./name-index.ts";
import { keptNames } from "./own-words.ts";

/** Gives the same pseudonym for the same name in everything that is redacted with the same key. */
export interface Pseudonyms {
  /** For a text that is a name as a whole. @param kind what it is the name of where nobody knows it */
  whole(name: string, kind?: NameKind): string;
  /** For a text that may hold names among other words. */
  within(text: string): string;
  /** For an entry of a list of names: a known one as a whole, else as words. */
  entry(text: string): string;
  /** For a text of the org's own in which nobody can tell names from words. */
  withheld(text: string): string;
  /** For a value of the org's own: one that is a known name as that name, else as a whole all the same. */
  value(text: string): string;
}

const mail = /[\p{L}\p{N}.!#$%&'*+/=?^_{|}~-]+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?/gu;
// Okta's ids: two or three letters of its kind, twenty characters in all (okta-api 1); those of people shorter in old orgs.
const oktaId =
  /\b(?:00[a-z]|0[a-z]{2}|aut|nzo|opf|pfd|rul|sms|clf|ufs|ost)[0-9A-Za-z]{17}\b|\b00u[0-9A-Za-z]{5,17}\b/g;
const ipv4 = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const ipv6 = /(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi;

/**
 * Pseudonyms by keyed hash (HMAC-SHA-256): without the key nobody can check a guess against them.
 * @param names what to look for; mail addresses, Okta's ids and IP addresses are found without
 */
export function pseudonymsFor(names: Iterable<KnownName>, key: string): Pseudonyms {
  const known = indexNames(names);
  const made = new Map<string, string>();
  const hashed = (prefix: string, text: string): string => {
    // People are meant by their login in capitals or not; two groups may differ by nothing else.
    const plain = prefix === "person" ? plainName(text) : text.normalize("NFC");
    const found = made.get(`${prefix} ${plain}`);
    if (found !== undefined) return found;
    const fresh = `${prefix}-${createHmac("sha256", key).update(plain).digest("hex").slice(0, 12)}`;
    made.set(`${prefix} ${plain}`, fresh);
    return fresh;
  };
  const whole = (name: string, kind: NameKind = "person"): string =>
    keptNames.has(plainName(name)) ? name : hashed(known.kindOf(name) ?? kind, name);
  const pseudonym = ({ text, kind }: FoundName): string => hashed(kind, text);
  const within = (text: string): string =>
    known
      .replaceIn(text, pseudonym)
      .replace(mail, (address) => hashed("person", address))
      .replace(oktaId, (id) => hashed(id.startsWith("00u") ? "person" : "id", id))
      .replace(ipv4, (address) => hashed("ip", address))
      .replace(ipv6, (address) => (isTime(address) ? address : hashed("ip", address)));
  return {
    whole,
    within,
    entry: (text) => (known.kindOf(text) === null ? within(text) : whole(text)),
    withheld: (text) => hashed("text", text),
    value: (text) => (known.kindOf(text) === null ? hashed("text", text) : whole(text)),
  };
}

// `10:15:00` looks like an address, but one in full has seven colons and a shortened one two in a row.
const isTime = (text: string): boolean => !text.includes("::") && text.split(":").length < 8;
