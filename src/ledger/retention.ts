import { dayMs } from "../model/durations.ts";

/** A check every hour for four days, or every day for three months: enough to say what is new, and bounded. */
export const mostKept = 100;

const retentionMs = 90 * dayMs;

/** When a run must have finished to be kept, seen from one that finished at this moment: ISO 8601, UTC. */
export const oldestKept = (finishedAt: string): string =>
  new Date(Date.parse(finishedAt) - retentionMs).toISOString();
