import { Refusal } from "./problem.ts";

/** Lets so many requests of one address through. */
export type RateLimit = (address: string, now: Date) => void;

interface Bucket {
  left: number;
  at: number;
}

const mostAddresses = 10_000;

/**
 * A bucket for each address that fills evenly. What is kept is bounded: with too many addresses the oldest are forgotten.
 *
 * @param burst requests at once
 * @param perSecond requests that come back each second
 */
export function rateLimit(burst: number, perSecond: number): RateLimit {
  const buckets = new Map<string, Bucket>();
  return (address, now) => {
    const at = now.getTime();
    const bucket = buckets.get(address) ?? { left: burst, at };
    buckets.delete(address);
    buckets.set(address, bucket);
    if (buckets.size > mostAddresses) for (const [oldest] of buckets) if (buckets.delete(oldest)) break;
    bucket.left = Math.min(burst, bucket.left + (Math.max(0, at - bucket.at) / 1000) * perSecond);
    bucket.at = at;
    if (bucket.left < 1) {
      throw new Refusal(
        429,
        "TOO_MANY_REQUESTS",
        "too much was asked for at once",
        "wait a few seconds, then try again",
      );
    }
    bucket.left -= 1;
  };
}
