import type { ReadingOptions } from "../check/reading-options.ts";

/** The flags of `plumbline enroll`. */
export interface EnrollOptions extends ReadingOptions {
  readonly apply?: boolean;
  /** A file that an earlier run wrote. */
  readonly undo?: string;
  readonly log?: string;
  readonly maxChanges: number;
  /** Ids of requirements; empty: all, and the members that groups declare. */
  readonly only: readonly string[];
  readonly includePending?: boolean;
  readonly alsoFilled?: boolean;
  readonly format: "pretty" | "json";
  readonly color: boolean;
}
