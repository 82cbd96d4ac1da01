import { hourMs, minuteMs } from "../../model/durations.ts";
import { backoffMs } from "../../model/timing.ts";

const longestRestMs = hourMs;
/** A destination may be away for a long weekend. */
export const longestAgeMs = 72 * hourMs;
/** A watch that was itself away for so long has not tried yet. */
const fewestAttempts = 5;

/** State of a post that was not taken. */
export interface FailedPost {
  /** Passes in which it was tried, this one included. */
  readonly attempts: number;
  readonly createdAt: Date;
  /** How long the destination asked to be left alone, in milliseconds. */
  readonly restMs: number | null;
}

/**
 * When to try a post again; null: never.
 *
 * @param random from 0 up to 1
 */
export function nextAttempt(
  { attempts, createdAt, restMs }: FailedPost,
  now: Date,
  random: number,
): Date | null {
  if (attempts >= fewestAttempts && now.getTime() - createdAt.getTime() > longestAgeMs) return null;
  const waitMs = backoffMs(attempts, random, { baseMs: minuteMs, mostMs: longestRestMs });
  return new Date(now.getTime() + Math.max(waitMs, Math.min(restMs ?? 0, longestRestMs)));
}
