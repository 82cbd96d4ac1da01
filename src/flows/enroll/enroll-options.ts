import type { ReadingOptions } from "../check/reading-options.ts";

/** Options that say what to add, and how much of it. */
export interface EnrollOptions extends ReadingOptions {
  readonly apply?: boolean;
  /** Where to write what was changed; a file of its own where left out. */
  readonly log?: string;
  readonly maxChanges: number;
  /** Ids of requirements; empty: all, and the members that groups declare. */
  readonly only: readonly string[];
  readonly includePending?: boolean;
  readonly alsoFilled?: boolean;
}
