import type { ShownLevel } from "../../../model/explained-sign-in.ts";

/** Levels from the weakest, with their tone: five strengths, and hatched for what is not known. */
export const strengths: readonly (readonly [ShownLevel, string])[] = [
  ["unknown", "unknown"],
  ["none", "s1"],
  ["open-enrollment", "s1"],
  ["one-factor", "s2"],
  ["two-factors", "s3"],
  ["strong", "s4"],
  ["phishing-resistant", "s5"],
  ["blocked", "s5"],
  ["denied", "s5"],
];

/** The tone of a level. */
export const toneOf = (level: string): string => strengths.find(([one]) => one === level)?.[1] ?? "unknown";
