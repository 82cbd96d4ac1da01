import { errorLines } from "../../model/error-lines.ts";
import { type ErrorCode, PlumblineError } from "../../model/errors.ts";
import type { Caller } from "../caller.ts";
import type { HookTrigger } from "./hook-trigger.ts";
import type { PassSummary } from "./watch-pass.ts";

/** Errors that pass: the next reading may well succeed. */
const passing: ReadonlySet<ErrorCode> = new Set([
  "NETWORK",
  "OKTA_REFUSED",
  "TIMEOUT",
  "LEDGER_BUSY",
  "LEDGER_LEASED",
  "LEDGER_LEASE_LOST",
  "LEDGER_UNREACHABLE",
]);

/** Shortest rest before waiting posts are sent, whatever the interval. */
const shortestRestMs = 10_000;

/** How a watch goes on. */
export interface Rhythm {
  readonly pass: () => Promise<PassSummary>;
  /** Which of these events the log has shown. */
  readonly seen: (uuids: readonly string[]) => Promise<Iterable<string>>;
  /** Milliseconds between passes. */
  readonly interval: number;
  readonly trigger: HookTrigger;
  /** Ends each pass. */
  readonly passEnded: () => Promise<void>;
}

/** Reads the log again and again until Ctrl-C; what passes is said, and does not end it. */
export async function watchForever(caller: Pick<Caller, "signal" | "remark">, rhythm: Rhythm): Promise<void> {
  const { signal } = caller;
  while (!signal.aborted) {
    const waitMs = await onePass(rhythm, caller);
    await rhythm.passEnded();
    await rhythm.trigger.wait(waitMs, signal);
  }
}

/** Reads once; after how many milliseconds to read again. */
async function onePass(
  { pass, seen, interval, trigger }: Rhythm,
  { signal, remark }: Pick<Caller, "signal" | "remark">,
): Promise<number> {
  try {
    const { unread, nextPostAt } = await pass();
    for (const reason of unread) remark(`not read: ${reason}`);
    const expected = trigger.expected();
    if (expected.length > 0) trigger.arrived(await seen(expected));
    if (nextPostAt === null) return interval;
    return Math.min(interval, Math.max(shortestRestMs, nextPostAt.getTime() - Date.now()));
  } catch (error) {
    if (signal.aborted) return 0;
    if (!(error instanceof PlumblineError) || !passing.has(error.code)) throw error;
    for (const line of errorLines(error)) remark(line);
    return interval;
  }
}
