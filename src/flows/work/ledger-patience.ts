import { errorLines } from "../../model/error-lines.ts";
import { type ErrorCode, PlumblineError } from "../../model/errors.ts";
import { backoffMs, type Timing } from "../../model/timing.ts";

/** Troubles of a database that pass: it is started again, fails over, or may only be read for a while. */
const passing: ReadonlySet<ErrorCode> = new Set(["LEDGER_BUSY", "LEDGER_UNREACHABLE", "LEDGER_UNWRITABLE"]);

/** Whether a ledger is away for a while only. */
export const isPassing = (error: unknown): error is PlumblineError =>
  error instanceof PlumblineError && passing.has(error.code);

const wait = { baseMs: 500, mostMs: 15_000 };

/** Waits for a ledger that is away, and says so once. */
export interface LedgerPatience {
  /**
   * Does work on the ledger, as often as it takes.
   *
   * @returns null when the signal aborted before it was done
   * @throws what does not pass
   */
  until<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result | null>;
  /** The same; throws the reason of the signal where it aborted before the work was done. */
  demand<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
  /** Whether the ledger answered when it was last asked. */
  isUp(): boolean;
}

/** @param warn told when the ledger goes away, and when it is back */
export function ledgerPatience(timing: Timing, warn: (text: string) => void): LedgerPatience {
  let awaySince: number | null = null;
  const isBack = (): void => {
    if (awaySince === null) return;
    warn(`the ledger answers again after ${Math.round((timing.now() - awaySince) / 1000)} s`);
    awaySince = null;
  };
  const isAway = (error: PlumblineError): void => {
    if (awaySince !== null) return;
    awaySince = timing.now();
    for (const line of errorLines(error)) warn(line);
    warn("waiting for the ledger; what is being read goes on");
  };
  const until: LedgerPatience["until"] = async (work, signal) => {
    for (let tries = 1; ; tries += 1) {
      try {
        const result = await work();
        isBack();
        return result;
      } catch (error) {
        if (!isPassing(error)) throw error;
        isAway(error);
      }
      if (signal.aborted) return null;
      await timing.sleep(backoffMs(Math.min(tries, 10), timing.random(), wait), signal);
    }
  };
  return {
    isUp: () => awaySince === null,
    until,
    async demand(work, signal) {
      const result = await until(async () => ({ got: await work() }), signal);
      if (result !== null) return result.got;
      throw signal.reason;
    },
  };
}
