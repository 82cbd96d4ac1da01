import { parseCsv } from "./parse-csv.ts";

/** How soon somebody is to be read: 0 nothing but a password, 1 something weak or unknown, 2 something strong. */
export type SeedRisk = 0 | 1 | 2;

/** A report of the console: how soon to read people, by login in lower case. */
export interface SeedReport {
  readonly name: "MFA Usage" | "MFA Enrollment by User";
  readonly risks: ReadonlyMap<string, SeedRisk>;
}

/**
 * Words in the console's names of factors and authenticators that are worth something against somebody who has the password.
 * "Okta Verify Push", "FIDO2 (WebAuthn)" and "Email Authentication" are in Okta's help; the others are not verified
 * against a live org. A name without any of them is asked about early, which costs nothing.
 */
const strongWords = [
  "okta verify",
  "fastpass",
  "fido2",
  "webauthn",
  "passkey",
  "security key",
  "google authenticator",
  "yubikey",
  "smart card",
  "symantec",
  "rsa",
  "duo",
];

const isStrong = (name: string): boolean => strongWords.some((word) => name.toLowerCase().includes(word));
const isPassword = (name: string): boolean => name.trim().toLowerCase() === "password";

function riskOf(names: readonly string[]): SeedRisk {
  const factors = names.map((name) => name.trim()).filter((name) => name !== "" && !isPassword(name));
  if (factors.length === 0) return 0;
  return factors.some(isStrong) ? 2 : 1;
}

const forms = [
  { name: "MFA Usage", factors: "MFA Factor" },
  { name: "MFA Enrollment by User", factors: "Authenticator Types" },
] as const;

/**
 * Reads a report on MFA that the admin console exported as CSV, in either form. Whoever is not in it, or has nothing in it,
 * is to be read first: a row that is missing proves nothing.
 *
 * @returns why it is none, as a clause
 */
export function readSeedReport(text: string): SeedReport | string {
  const rows = parseCsv(text);
  if (rows === null) return "it is no CSV: a quoted cell does not end";
  const [head = [], ...people] = rows;
  const columnOf = (title: string): number => head.findIndex((cell) => cell.trim() === title);
  const login = columnOf("Login");
  const form = forms.find(({ factors }) => columnOf(factors) >= 0);
  if (login < 0 || form === undefined) {
    return `its first line has no columns Login and ${forms.map(({ factors }) => factors).join(" or ")}`;
  }
  const factors = columnOf(form.factors);
  const named = new Map<string, string[]>();
  for (const [index, row] of people.entries()) {
    if (row.every((cell) => cell.trim() === "")) continue;
    if (row.length !== head.length)
      return `line ${index + 2} has ${row.length} cells, and the first ${head.length}`;
    const who = (row[login] ?? "").toLowerCase();
    named.set(who, [...(named.get(who) ?? []), ...(row[factors] ?? "").split(",")]);
  }
  return { name: form.name, risks: new Map([...named].map(([who, names]) => [who, riskOf(names)])) };
}
