/** A moment, or how long before now. */
export type Since = { readonly at: Date } | { readonly agoMs: number };

/** Source of events to backtest: what Okta has logged since, or a file. */
export type BacktestOver = Since | { readonly file: string };

/** The moment that is meant, seen from now. */
export function momentOf(since: Since, now: Date): Date {
  return "at" in since ? since.at : new Date(now.getTime() - since.agoMs);
}
