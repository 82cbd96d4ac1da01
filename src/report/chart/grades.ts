import type { ShownLevel } from "../../model/explained-sign-in.ts";

interface Grade {
  readonly word: string;
  /** How it is shown: five strengths, shut, and hatched for what is not known. */
  readonly tone: string;
  readonly levels: readonly ShownLevel[];
}

/** Levels of sign-in that are told apart in a chart, from the strongest. */
export const grades: readonly Grade[] = [
  { word: "Phishing-resistant", tone: "s5", levels: ["phishing-resistant"] },
  { word: "Strong", tone: "s4", levels: ["strong"] },
  { word: "Two, one weak", tone: "s3", levels: ["two-factors"] },
  { word: "One factor", tone: "s2", levels: ["one-factor"] },
  { word: "None", tone: "s1", levels: ["open-enrollment", "none"] },
  { word: "Nobody gets in", tone: "shut", levels: ["blocked", "denied"] },
  { word: "Unknown", tone: "unknown", levels: ["unknown"] },
];

/** How a level is shown. */
export const toneOf = (level: string): string =>
  grades.find(({ levels }) => levels.some((one) => one === level))?.tone ?? "unknown";
