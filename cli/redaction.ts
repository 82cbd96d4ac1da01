import { randomBytes } from "node:crypto";
import type { Redaction } from "../report/redact.ts";
import type { Terminal } from "./terminal.ts";

/** What to redact with: the key that PLUMBLINE_REDACT_KEY gives, or, said on stderr, one of this run alone. */
export function redactionOf(
  names: Iterable<string>,
  options: { readonly quiet?: boolean },
  terminal: Terminal,
): Redaction {
  const given = terminal.env["PLUMBLINE_REDACT_KEY"] ?? "";
  if (given === "" && options.quiet !== true) {
    terminal.stderr.write(
      "redacted with a key of this run alone; set PLUMBLINE_REDACT_KEY to compare redacted reports\n",
    );
  }
  return { key: given === "" ? randomBytes(32).toString("hex") : given, names };
}
