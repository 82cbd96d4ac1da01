import type { Ledger } from "../alerts/ledger/ledger.ts";
import { errorLines } from "../model/error-lines.ts";
import { type ErrorCode, PlumblineError } from "../model/errors.ts";
import type { Doorbell } from "./doorbell.ts";
import type { PassSummary, Watch } from "./watch-pass.ts";

/** What passes: the next reading may well succeed. */
const passing: ReadonlySet<ErrorCode> = new Set([
  "NETWORK",
  "OKTA_REFUSED",
  "TIMEOUT",
  "LEDGER_BUSY",
  "LEDGER_LEASED",
  "LEDGER_LEASE_LOST",
  "LEDGER_UNREACHABLE",
]);

/** How a watch goes on. */
export interface Rhythm {
  readonly pass: () => Promise<PassSummary>;
  /** Milliseconds between passes. */
  readonly interval: number;
  readonly doorbell: Doorbell;
}

/** Reads the log again and again until Ctrl-C; what passes is said, and does not end it. */
export async function watchForever(
  { ledger, connection, terminal, remark }: Watch,
  { pass, interval, doorbell }: Rhythm,
): Promise<void> {
  const { signal } = terminal;
  while (!signal.aborted) {
    try {
      const { unread } = await pass();
      for (const reason of unread) remark(`not read: ${reason}`);
      await noteArrivals(ledger, connection.orgUrl, doorbell);
    } catch (error) {
      if (signal.aborted) break;
      if (!(error instanceof PlumblineError) || !passing.has(error.code)) throw error;
      for (const line of errorLines(error)) remark(line);
    }
    await terminal.stdout.flush();
    await doorbell.wait(interval, signal);
  }
}

async function noteArrivals(ledger: Ledger, org: string, doorbell: Doorbell): Promise<void> {
  const uuids = doorbell.expected();
  if (uuids.length === 0) return;
  const { seen } = await ledger.recall(org, { uuids, people: [], resolvedSince: new Date() });
  doorbell.arrived(seen);
}
