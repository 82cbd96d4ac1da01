const units = [
  ["d", 86_400],
  ["h", 3600],
  ["m", 60],
  ["s", 1],
] as const;

/** A span as a baseline writes it, in the largest unit that holds it whole: `12h`, `90m`; `0` for none. */
export function spanText(seconds: number): string {
  if (seconds === 0) return "0";
  const found = units.find(([, size]) => seconds % size === 0);
  return found === undefined ? `${seconds}s` : `${seconds / found[1]}${found[0]}`;
}
