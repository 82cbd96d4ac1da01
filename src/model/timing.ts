/** Time and chance as parameters: real ones come from `connect`, tests bring their own. */
export interface Timing {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or as soon as the signal aborts; never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/** The clock and dice of this machine. */
export const systemTiming: Timing = {
  now: Date.now,
  random: Math.random,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const finish = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", finish);
        resolve();
      };
      const timer = setTimeout(finish, ms);
      signal.addEventListener("abort", finish);
    }),
};

/**
 * How long to wait before another try, in milliseconds: twice as long each time, up to a ceiling, and by chance down to
 * half of that, so that runners that failed together do not come back together.
 *
 * @param tries how often it was tried, from 1
 * @param random from 0 up to 1
 */
export function backoffMs(
  tries: number,
  random: number,
  { baseMs, mostMs = Number.POSITIVE_INFINITY }: { readonly baseMs: number; readonly mostMs?: number },
): number {
  const ceiling = Math.min(mostMs, baseMs * 2 ** (tries - 1));
  return ceiling / 2 + (random * ceiling) / 2;
}
