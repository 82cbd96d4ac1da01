/** One measured ratio and how far it may go. */
export interface BenchLine {
  readonly what: string;
  readonly ratio: number;
  readonly limit: number;
  /** Floor of the ratio. */
  readonly unit: string;
}

/** One line of the bench's output; says plainly when a limit is passed. */
export function benchText({ what, ratio, limit, unit }: BenchLine): string {
  const verdict = ratio <= limit ? "ok" : "OVER";
  return `${verdict.padEnd(5)}${ratio.toFixed(3).padStart(8)} <= ${limit.toFixed(3).padEnd(8)} ${unit}\n      ${what}\n`;
}
