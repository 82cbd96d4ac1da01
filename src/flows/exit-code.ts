import type { Report } from "../model/report.ts";
import type { Review } from "../model/review.ts";
import { type Severity, severities } from "../model/words.ts";
import { unapproved } from "../report/review/review-verdict.ts";

/**
 * 0: in line. 1: the command could not tell, or could not do its work. 2: drift.
 * Everything accidental in Node already ends with 1, so a crash never looks like drift, nor drift like a crash.
 */
export type ExitCode = 0 | 1 | 2;

/** The exit code of several answers: drift before what could not be told. */
export const worstOf = (codes: readonly ExitCode[]): ExitCode =>
  codes.reduce<ExitCode>((worst, code) => (code > worst ? code : worst), 0);

/**
 * The one place where a report becomes an exit code: 2 for open findings at or above `failOn`; else 1 when
 * anything is unknown or unread; else 0. A run that was cut short by `--timeout` ends with 1 whatever it saw.
 */
export function exitCodeOf(
  report: Report,
  options: { readonly failOn: Severity; readonly timedOut: boolean },
): ExitCode {
  if (options.timedOut) return 1;
  const counted = severities.slice(0, severities.indexOf(options.failOn) + 1);
  if (counted.some((severity) => report.summary.bySeverity[severity] > 0)) return 2;
  return isCertain(report) ? 0 : 1;
}

/** False when some part of the answer is missing, whatever the verdict says. */
function isCertain(report: Report): boolean {
  return (
    report.summary.verdict !== "unknown" &&
    report.summary.unknown === 0 &&
    report.gaps.length === 0 &&
    report.outcomes.length > 0 &&
    report.outcomes.every((outcome) => outcome.status !== "unknown")
  );
}

/**
 * Exit code of a review: 2 for a weakening that nobody approved. Whoever asked for people to be counted must not take their
 * absence for an answer.
 */
export function reviewExitCode({ summary }: Review, isAskedToCount: boolean): ExitCode {
  if (unapproved(summary) > 0) return 2;
  return isAskedToCount && !summary.people.counted ? 1 : 0;
}
