import type { Check } from "../../../checks/check.ts";
import factors from "../../../checks/factors.check.ts";
import governedBy from "../../../checks/governed-by.check.ts";
import memberOf from "../../../checks/member-of.check.ts";
import type { Requirement } from "../../model/baseline.ts";
import type { ExplainedRequirement } from "../../model/explanation.ts";
import type { FindingStatus } from "../../model/report.ts";

/** The checks that a requirement is made of. */
export const checksOf = (requirement: Requirement): readonly Check[] => [
  ...(requirement.memberOf.length > 0 ? [memberOf] : []),
  ...(requirement.governedBy.length > 0 ? [governedBy] : []),
  ...(requirement.factors === null ? [] : [factors]),
];

/**
 * What a requirement comes to for somebody to whom it applies.
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
