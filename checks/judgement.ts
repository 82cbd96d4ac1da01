import type { LiveIndex } from "./live-index.ts";

/** What is worked out once about a snapshot and shared by all checks. */
export interface Judgement {
  readonly live: LiveIndex;
}
