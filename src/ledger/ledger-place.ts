import { PlumblineError } from "../model/errors.ts";

/** Where a ledger is kept. */
export type LedgerPlace =
  | { readonly kind: "sqlite"; readonly path: string }
  /** With the password; `name` is without. */
  | { readonly kind: "postgres"; readonly url: string; readonly name: string };

/** Two letters at least: one is a drive of Windows. */
const scheme = /^([a-z][a-z0-9+.-]+):/i;
/** A slash, # or ? in a password would end the host, and what comes after it would be shown as a path. */
const wellFormed = /^[a-z]+:\/\/([^/?#]*@)?[^/?#@]*([/?][^@#]*)?$/i;
/** How libraries write a connection without a URL, and a scheme whose colon was forgotten. */
const connection = /\b(password|passwd|pwd)\s*=|^postgres(ql)?\/\//i;

/**
 * Reads the value of `--ledger`. Everything that looks like a URL or a connection is one or is refused: taken
 * for a path it would make a file whose name holds the password, and an empty ledger that says "No alerts.".
 *
 * @throws PlumblineError USAGE, without the text: it may hold a password
 */
export function ledgerPlace(text: string): LedgerPlace {
  const place = text.trim();
  const [, word] = scheme.exec(place) ?? [];
  if (word === undefined) {
    if (connection.test(place)) throw refused("what names the ledger looks like a database, and is no URL");
    if (place === "" || place.startsWith(":")) throw refused("the ledger has no name that a file can have");
    return { kind: "sqlite", path: place };
  }
  if (!/^postgres(ql)?$/i.test(word)) {
    throw refused(`a ledger cannot be kept in ${word.toLowerCase()}: it is a file, or in PostgreSQL`);
  }
  if (!URL.canParse(place) || !wellFormed.test(place)) {
    throw refused("the URL of the ledger cannot be read");
  }
  const url = new URL(place);
  url.password = "";
  url.search = "";
  // pg knows its schemes in lower case only.
  return { kind: "postgres", url: word.toLowerCase() + place.slice(word.length), name: url.href };
}

function refused(what: string): PlumblineError {
  return new PlumblineError("USAGE", what, {
    remedy:
      "write it as postgres://user@host:5432/database (special characters percent-encoded), or as the path of a file: ./ledger.db",
  });
}
