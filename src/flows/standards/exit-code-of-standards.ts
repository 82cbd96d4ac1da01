import type { StandardsReport } from "../../model/standards.ts";
import { type Severity, severities } from "../../model/words.ts";
import type { ExitCode } from "../exit-code.ts";

/**
 * 2 where a requirement at or above `failOn` is open by either answer; else 1 where one could not be decided or something
 * was not read; else 0. A run that was cut short by `--timeout` ends with 1 whatever it saw.
 */
export function exitCodeOfStandards(
  { frameworks, gaps }: StandardsReport,
  options: { readonly failOn: Severity; readonly timedOut: boolean },
): ExitCode {
  if (options.timedOut) return 1;
  const counted = severities.slice(0, severities.indexOf(options.failOn) + 1);
  const all = frameworks.flatMap(({ requirements }) => requirements);
  if (all.some(({ status, severity }) => status === "open" && counted.includes(severity))) return 2;
  return gaps.length > 0 || all.some(({ status }) => status === "not_reviewed") ? 1 : 0;
}
