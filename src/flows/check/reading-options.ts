/** How to read an org and the baseline that it is judged by. */
export interface ReadingOptions {
  readonly baseline: string;
  readonly snapshot?: string;
  /** Milliseconds; none for a caller that cannot take long, like the demo. */
  readonly timeout?: number;
  readonly rateShare?: number;
}
