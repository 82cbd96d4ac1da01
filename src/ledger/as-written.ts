import { PlumblineError } from "../model/errors.ts";

/** How what was lost is made anew. */
const anew = {
  alerts: "watch --since 90d makes a new one",
  people: "the next check reads everybody",
  standards: "plumbline standards --ledger answers them anew",
} as const;

/**
 * Reads back what the ledger holds.
 *
 * @param fault - what is said where it is not what was written
 * @throws PlumblineError LEDGER_CORRUPT
 */
export function asWritten<Value>(fault: string, of: keyof typeof anew, parse: () => Value): Value {
  try {
    return parse();
  } catch (cause) {
    throw new PlumblineError("LEDGER_CORRUPT", fault, {
      remedy: `restore the ledger from a backup, or move it away: ${anew[of]}`,
      cause,
    });
  }
}
