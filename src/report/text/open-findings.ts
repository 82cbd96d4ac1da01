import type { Summary } from "../../model/report.ts";
import { severities } from "../../model/words.ts";

/** `2 high, 1 unknown`; `no open finding`. */
export function openFindings({ bySeverity, unknown }: Pick<Summary, "bySeverity" | "unknown">): string {
  const counts = severities.flatMap((severity) =>
    bySeverity[severity] > 0 ? [`${bySeverity[severity]} ${severity}`] : [],
  );
  return [...counts, ...(unknown > 0 ? [`${unknown} unknown`] : [])].join(", ") || "no open finding";
}
