const minuteMs = 60_000;
const longestRestMs = 60 * minuteMs;
/** A destination may be away for a long weekend. */
export const longestAgeMs = 72 * 60 * minuteMs;
/** A watch that was itself away for so long has not tried yet. */
const fewestAttempts = 5;

/** What is known of a post that was not taken. */
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
  const ceiling = Math.min(longestRestMs, minuteMs * 2 ** (attempts - 1));
  // Half of it at least, so that runners that failed together do not come back together.
  const backoffMs = ceiling / 2 + (random * ceiling) / 2;
  return new Date(now.getTime() + Math.max(backoffMs, Math.min(restMs ?? 0, longestRestMs)));
}
