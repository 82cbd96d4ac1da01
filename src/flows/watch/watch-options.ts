import type { LedgerOption } from "../../cli/ledger-option.ts";
import type { Address, BacktestOver, Since } from "../../cli/option-values.ts";
import type { ReadingOptions } from "../../cli/reading-options.ts";

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
