import type { ExplainedRequirement } from "../../model/explanation.ts";
import type { FindingStatus } from "../../model/report.ts";

/**
 * Status of a requirement for somebody to whom it applies.
 *
 * @param found - statuses of the findings about the two
 * @param isUnknown - whether something could not be judged at all: then no finding proves nothing
 */
export function statusOf(
  found: readonly FindingStatus[],
  isUnknown: boolean,
): ExplainedRequirement["status"] {
  if (found.includes("open")) return "drift";
  if (found.includes("unknown") || isUnknown) return "unknown";
  if (found.includes("pending")) return "pending";
  return found.includes("exempted") ? "exempted" : "in-line";
}
