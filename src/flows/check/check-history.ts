import { reactivations } from "../../alerts/memory/reactivations.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { errorLines } from "../../model/error-lines.ts";
import { PlumblineError } from "../../model/errors.ts";
import { inertText } from "../../model/inert-text.ts";
import type { Report } from "../../model/report.ts";
import type { Terminal } from "../terminal.ts";

/**
 * When people of an org last came back, by user id. Without that a check is stricter, never laxer: a ledger that does
 * not know the org is said, and no reason to stop.
 *
 * @throws PlumblineError LEDGER_* when it cannot be read: what it knows may be what matters
 */
export async function whoCameBack(
  ledger: Ledger | null,
  url: string,
  options: { readonly now: Date; readonly quiet: boolean },
  { stderr }: Pick<Terminal, "stderr">,
): Promise<ReadonlyMap<string, string>> {
  if (ledger === null) return new Map();
  if ((await ledger.position(url)) === null && !options.quiet) {
    stderr.write(`${inertText(url)} was never read into the ledger: nobody is known to have come back\n`);
  }
  const { people, org } = await ledger.memory(url);
  return reactivations(people, org, options.now);
}

/** Keeps a report. The answer does not depend on it: what keeps from writing is said, and the answer given. */
export async function keepInHistory(
  report: Report,
  ledger: Ledger,
  { stderr }: Pick<Terminal, "stderr">,
): Promise<void> {
  try {
    await ledger.keepReport(report.org.url, report);
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    stderr.write("the report was not kept in the ledger; the answer holds all the same\n");
    for (const line of errorLines(error)) stderr.write(`${inertText(line)}\n`);
  }
}
