import type { LogEvent } from "../../model/log-event.ts";

// Okta's other words for what did not happen, or not yet (okta-api 6); a word that is not known counts as done.
const notDone: ReadonlySet<string | null> = new Set([
  "FAILURE",
  "DENY",
  "SKIPPED",
  "CHALLENGE",
  "RATE_LIMIT",
  "DEFERRED",
  "SCHEDULED",
  "ABANDONED",
  "UNANSWERED",
]);

/** Whether what an event tells of was done: a failed attempt to remove a factor leaves the factor. */
export const wasDone = ({ outcome }: LogEvent): boolean => !notDone.has(outcome.result);
