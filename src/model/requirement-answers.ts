/**
 * Answer to a requirement for one person. `not-asked`: it does not apply, or nothing is asked of somebody who
 * cannot sign in without an administrator.
 */
export const requirementAnswers = [
  "drift",
  "unknown",
  "pending",
  "exempted",
  "in-line",
  "not-asked",
] as const;
export type RequirementAnswer = (typeof requirementAnswers)[number];
