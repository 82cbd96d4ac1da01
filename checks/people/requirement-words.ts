import { quoted } from "../../src/evaluator/words/quoted-names.ts";
import type { Requirement } from "../../src/model/baseline.ts";

/** A requirement as sentences name it: `"Administrators have a phishing-resistant factor" (admins)`. */
export const requirementWords = ({ id, title }: Requirement): string =>
  title === id ? quoted(id) : `${quoted(title)} (${id})`;
