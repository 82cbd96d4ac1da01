import { dayMs } from "../../src/model/durations.ts";

const millisecondsOf: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: dayMs,
};

/** Form that `parseDuration` reads; six digits of days are more than two thousand years. */
export const durationPattern: RegExp = /^(?:0|[0-9]{1,6}[smhd])$/;

/** `90s`, `30m`, `24h`, `7d` or `0` in milliseconds; null for anything else. */
export function parseDuration(text: string): number | null {
  if (!durationPattern.test(text)) return null;
  const unit = millisecondsOf[text.slice(-1)];
  return unit === undefined ? 0 : Number(text.slice(0, -1)) * unit;
}
