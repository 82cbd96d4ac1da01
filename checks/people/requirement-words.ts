import { quoted } from "../../src/evaluator/words/quoted-names.ts";
import type { Requirement } from "../../src/model/baseline.ts";

/** A requirement as sentences name it: `"Administrators have a phishing-resistant factor" (admins)`. */
export const requirementWords = ({ id, title }: Requirement): string =>
  title === id ? quoted(id) : `${quoted(title)} (${id})`;

/** Remedy, or the other thing that may be right where administrators are meant: that somebody is none. */
export const orTakeRole = ({ appliesTo }: Requirement, remedy: string): string =>
  appliesTo.kind === "adminRoles"
    ? `${remedy} If the administrator role was not meant, take it away instead (Security > Administrators).`
    : remedy;
