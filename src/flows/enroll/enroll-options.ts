import type { UserId } from "../../model/ids.ts";
import type { ReadingOptions } from "../check/reading-options.ts";

/** Options that say what to add, and how much of it. */
export interface EnrollOptions extends ReadingOptions {
  readonly apply?: boolean;
  /** Where to write what was changed; a file of its own where left out. */
  readonly log?: string;
  readonly maxChanges: number;
  /** Ids of requirements; empty: all, and the members that groups declare. */
  readonly only: readonly string[];
  /** Nobody and nothing but these memberships; all where left out. */
  readonly among?: (user: UserId | null, group: string) => boolean;
  readonly includePending?: boolean;
  readonly alsoFilled?: boolean;
}
