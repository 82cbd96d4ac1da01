/** Confidence of the bound. */
const missed = 0.05;

/** The chance of at most `found` in `asked` draws, each a hit with chance `rate`; `rate` is between 0 and 1. */
function chanceOfAtMost(found: number, asked: number, rate: number): number {
  let logTerm = asked * Math.log1p(-rate);
  let sum = Math.exp(logTerm);
  for (let hits = 1; hits <= found; hits += 1) {
    logTerm += Math.log((asked - hits + 1) / hits) + Math.log(rate) - Math.log1p(-rate);
    sum += Math.exp(logTerm);
  }
  return sum;
}

/**
 * The share of people that changed without an event is below this, with 95 % confidence: 3/n where none of n was found
 * (rule of three), otherwise the upper end of Clopper and Pearson's one-sided interval.
 *
 * @returns null where nobody was asked
 */
export function silentRateBelow(found: number, asked: number): number | null {
  if (asked === 0) return null;
  if (found === 0) return Math.min(1, 3 / asked);
  if (found >= asked) return 1;
  let low = found / asked;
  let high = 1;
  // Bisection: the chance falls as the rate grows.
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (chanceOfAtMost(found, asked, middle) > missed) low = middle;
    else high = middle;
  }
  return high;
}
