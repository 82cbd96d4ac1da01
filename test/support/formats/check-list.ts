import type { CheckDescription } from "../../../src/model/check-description.ts";

/** Two checks as reporters are told of them. */
export const checkList: readonly CheckDescription[] = [
  {
    id: "enrollment-policy-order",
    title: "Enrollment policies are tried in the declared order",
    severity: "high",
    rationale: "The first policy that applies wins.",
    remedy: "Move the policy.",
    references: ["Okta docs: enrollment policies"],
  },
  {
    id: "factors",
    title: "People have the factors that are asked of them",
    severity: "the requirement's",
    rationale: "A policy alone enrolls nobody.",
    remedy: "Have the person enroll.",
    references: ["NIST SP 800-63B"],
  },
];
