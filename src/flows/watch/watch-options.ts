import type { ReadingOptions } from "../check/reading-options.ts";
import type { LedgerOption } from "../ledger.ts";
import type { PublicUrlOption } from "../public-url.ts";
import type { Since } from "../since.ts";
import type { EventSource } from "./event-stream.ts";
import type { Address } from "./hook-listening.ts";

/** Which org to watch, from when, and how. */
export interface WatchOptions extends LedgerOption, PublicUrlOption, Omit<ReadingOptions, "snapshot"> {
  readonly once?: boolean;
  readonly since: Since;
  /** Milliseconds. */
  readonly interval: number;
  /** Where to listen for event hooks. */
  readonly listen?: Address;
  /** A file that a forwarder of a log stream adds events to, or what it pipes in. */
  readonly eventSource?: EventSource;
}
