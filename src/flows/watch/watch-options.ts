import type { ReadingOptions } from "../check/reading-options.ts";
import type { LedgerOption } from "../ledger.ts";
import type { BacktestOver, Since } from "../since.ts";
import type { Address } from "./hook-listening.ts";

/** The flags of `plumbline watch`. */
export interface WatchOptions extends LedgerOption, Omit<ReadingOptions, "snapshot"> {
  readonly once?: boolean;
  readonly since: Since;
  /** Milliseconds. */
  readonly interval: number;
  /** Where to listen for event hooks. */
  readonly listen?: Address;
  readonly backtest?: BacktestOver;
  /** Of a backtest. */
  readonly format?: "pretty" | "json";
}
