import { reactivations } from "../../alerts/lifecycle/reactivations.ts";
import { runFigures } from "../../answers/run-view/run-figures.ts";
import type { ReportToKeep } from "../../ledger/keep-report.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { errorLines } from "../../model/error-lines.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { StreamedRunView } from "../../model/run-view.ts";
import type { Caller } from "../caller.ts";

/**
 * When people of an org last came back, by user id. Without that a check is stricter, never laxer: a ledger that does
 * not know the org is said, and no reason to stop.
 *
 * @throws PlumblineError LEDGER_* when it cannot be read: what it knows may be what matters
 */
export async function whoCameBack(
  ledger: Ledger | null,
  url: string,
  now: Date,
  { remark }: Pick<Caller, "remark">,
): Promise<ReadonlyMap<string, string>> {
  if (ledger === null) return new Map();
  if ((await ledger.position(url)) === null) {
    remark(`${url} was never read into the ledger: nobody is known to have come back`);
  }
  const { people, org } = await ledger.memory(url);
  return reactivations(people, org, now);
}

/**
 * Keeps a report, and what a page shows besides. The answer does not depend on it: what keeps from writing is said, and
 * the answer given.
 */
export async function keepInHistory(
  kept: Omit<ReportToKeep, "view" | "figures"> & { readonly view: StreamedRunView },
  ledger: Ledger,
  caller: Pick<Caller, "warn">,
): Promise<boolean> {
  const { report, view } = kept;
  const whole = { ...kept, figures: runFigures(view.people) };
  return keepOrWarn("the report was", () => ledger.keepReport(report.org.url, whole), caller);
}

/** Keeps what an answer does not depend on; whether it was kept. @param what `the report was`, before `not kept` */
export async function keepOrWarn(
  what: string,
  keep: () => Promise<void>,
  { warn }: Pick<Caller, "warn">,
): Promise<boolean> {
  try {
    await keep();
    return true;
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    warn(`${what} not kept in the ledger; the answer holds all the same`);
    for (const line of errorLines(error)) warn(line);
    return false;
  }
}
