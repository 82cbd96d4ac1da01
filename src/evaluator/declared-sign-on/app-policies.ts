import type { BaselineAppPolicy } from "../../model/baseline-sign-on.ts";
import type { AppPolicy } from "../../model/live-sign-on.ts";
import type { PolicyFamily } from "../declared/policy-family.ts";
import { appDifferences } from "./app-rule-differences.ts";

/** App sign-in policies (ACCESS_POLICY). */
export const appPolicies: PolicyFamily<BaselineAppPolicy, AppPolicy> = {
  id: "app",
  one: "app policy",
  many: "app policies",
  policySlice: "app-policies",
  ruleSlice: "app-policies",
  unmanaged: { policies: "appPolicies", rules: "appRules" },
  reportsAlways: false,
  declaredIn: ({ signOn }) => signOn.appPolicies,
  liveIn: (slices) => slices.appPolicies,
  isOktas: ({ isCatchAll }) => isCatchAll,
  differencesOf: appDifferences,
  unmodelledOf: ({ unmodelled }) => unmodelled,
  slicesNamedBy: ({ people }) => {
    const names = (...lists: readonly (readonly string[])[]) => lists.some(({ length }) => length > 0);
    return [
      ...(names(people.groups, people.exceptGroups) ? (["groups"] as const) : []),
      ...(names(people.users, people.exceptUsers) ? (["users"] as const) : []),
    ];
  },
};
