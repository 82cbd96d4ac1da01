import { largestUnit } from "./largest-unit.ts";

/** A time in its largest whole unit: `12 hours`, `90 minutes`, `30 seconds`; `without end` for null. */
export function spanWords(seconds: number | null): string {
  if (seconds === null) return "without end";
  const { amount, unit } = largestUnit(seconds);
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
