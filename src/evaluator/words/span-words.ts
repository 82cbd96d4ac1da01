const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A time in its largest whole unit: `12 hours`, `90 minutes`, `30 seconds`; `without end` for null. */
export function spanWords(seconds: number | null): string {
  if (seconds === null) return "without end";
  const [unit, size] = units.find(([, length]) => seconds >= length && seconds % length === 0) ?? [
    "second",
    1,
  ];
  const amount = seconds / size;
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
