const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** A span in the largest unit that holds it whole; what no larger one does, and nothing at all, is in seconds. */
export function largestUnit(seconds: number): {
  readonly amount: number;
  readonly unit: "day" | "hour" | "minute" | "second";
} {
  const found = units.find(([, size]) => seconds > 0 && seconds % size === 0);
  return found === undefined
    ? { amount: seconds, unit: "second" }
    : { amount: seconds / found[1], unit: found[0] };
}
