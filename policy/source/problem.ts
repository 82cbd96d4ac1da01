import type { SourcePosition } from "../../src/model/baseline.ts";
import { PlumblineError } from "../../src/model/errors.ts";

/** One thing that is wrong in a baseline file, and where. */
export interface Problem {
  readonly at: SourcePosition;
  /** The fault; then what is allowed. */
  readonly message: string;
}

/**
 * A problem as one line. Text of a file is quoted in the message: a line break or a terminal's control codes in it stay
 * text.
 */
export const problemLine = ({ at, message }: Problem): string =>
  `${at.file}:${at.line}:${at.column}: ${message}`.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );

/** All problems of a baseline as one error: a line each, file by file in the order given, each from top to bottom. */
export function invalidBaseline(
  path: string,
  files: readonly string[],
  problems: readonly Problem[],
): PlumblineError {
  const details = problemLines(files, problems);
  return new PlumblineError("BASELINE_INVALID", `${problemCount(details)} in the baseline ${path}`, {
    remedy: "correct the lines named; docs/baseline.md describes every field",
    details,
  });
}

/** All problems of a fleet as one error: a line each, from top to bottom. */
export function invalidFleet(path: string, problems: readonly Problem[]): PlumblineError {
  const details = problemLines([path], problems);
  return new PlumblineError("FLEET_INVALID", `${problemCount(details)} in the fleet ${path}`, {
    remedy: "correct the lines named; docs/fleets.md describes every field",
    details,
  });
}

const problemCount = ({ length }: readonly string[]): string =>
  length === 1 ? "1 problem" : `${length} problems`;

function problemLines(files: readonly string[], problems: readonly Problem[]): readonly string[] {
  const sorted = [...problems].sort(
    (left, right) =>
      files.indexOf(left.at.file) - files.indexOf(right.at.file) ||
      left.at.line - right.at.line ||
      left.at.column - right.at.column,
  );
  return [...new Set(sorted.map(problemLine))];
}
