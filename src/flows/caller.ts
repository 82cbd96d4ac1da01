import type { Environment } from "../model/environment.ts";
import type { ReadProgress } from "../okta/reading/read-progress.ts";

/** Things a door lends a use case: the environment, the clock, the wish to stop, a way to be told things. */
export interface Caller {
  readonly env: Environment;
  /** Aborted when whoever called wants it to stop. */
  readonly signal: AbortSignal;
  now(): Date;
  /** Tells what the answer does not: one line, whose names the door makes inert. */
  warn(text: string): void;
  /** The same, of what need not be heard. */
  remark(text: string): void;
  /** Tells how far a long reading is; null when it has ended. */
  progress(progress: ReadProgress | null): void;
}
