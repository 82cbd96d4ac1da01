import { largestUnit } from "./largest-unit.ts";

/** A span as a baseline writes it, in the largest unit that holds it whole: `12h`, `90m`; `0` for none. */
export function spanText(seconds: number): string {
  if (seconds === 0) return "0";
  const { amount, unit } = largestUnit(seconds);
  return `${amount}${unit.charAt(0)}`;
}
