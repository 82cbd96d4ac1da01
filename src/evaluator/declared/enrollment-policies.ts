import type { BaselinePolicy } from "../../model/baseline.ts";
import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import { namesApps } from "./app-condition.ts";
import { enrollmentDifferences } from "./enrollment-rule-differences.ts";
import type { PolicyFamily, PolicyPair } from "./policy-family.ts";

export type EnrollmentPair = PolicyPair<BaselinePolicy, EnrollmentPolicy>;

/** Authenticator enrollment policies (MFA_ENROLL). */
export const enrollmentPolicies: PolicyFamily<BaselinePolicy, EnrollmentPolicy> = {
  id: "enrollment",
  one: "enrollment policy",
  many: "enrollment policies",
  page: "Security > Authenticators > Enrollment",
  policySlice: "policies",
  ruleSlice: "policy-rules",
  unmanaged: { policies: "enrollmentPolicies", rules: "enrollmentRules" },
  reportsAlways: true,
  declaredIn: (baseline) => baseline.enrollmentPolicies,
  liveIn: ({ policies }) => policies,
  // Okta's own rule of its default policy cannot be declared.
  isOktas: () => false,
  differencesOf: enrollmentDifferences,
  unmodelledOf: ({ otherConditions = [] }) => otherConditions,
  isBeyondProvider: () => false,
  slicesNamedBy: ({ exceptUsers, apps }) => [
    ...(exceptUsers.length > 0 ? (["users"] as const) : []),
    ...(namesApps(apps) ? (["app-mappings"] as const) : []),
  ],
};
