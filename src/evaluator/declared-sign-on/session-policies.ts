import type { BaselineSessionPolicy } from "../../model/baseline-sign-on.ts";
import type { SessionPolicy } from "../../model/live-sign-on.ts";
import type { PolicyFamily } from "../declared/policy-family.ts";
import { sessionDifferences } from "./session-rule-differences.ts";

/** Global session policies (OKTA_SIGN_ON). */
export const sessionPolicies: PolicyFamily<BaselineSessionPolicy, SessionPolicy> = {
  id: "session",
  one: "session policy",
  many: "session policies",
  page: "Security > Global Session Policy",
  policySlice: "session-policies",
  ruleSlice: "session-policies",
  unmanaged: { policies: "sessionPolicies", rules: "sessionRules" },
  reportsAlways: false,
  declaredIn: ({ signOn }) => signOn.sessionPolicies,
  liveIn: (slices) => slices.sessionPolicies,
  isOktas: ({ isSystem }) => isSystem,
  differencesOf: sessionDifferences,
  unmodelledOf: ({ unmodelled }) => unmodelled,
  isBeyondProvider: ({ isSystem }) => isSystem,
  slicesNamedBy: ({ exceptUsers }) => (exceptUsers.length > 0 ? ["users"] : []),
};
