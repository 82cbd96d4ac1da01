import type { BaselineAppPolicy } from "../../model/baseline-sign-on.ts";
import type { AppPolicy } from "../../model/live-sign-on.ts";
import { isUserTypeId } from "../declared/declared-user-type.ts";
import type { PolicyFamily } from "../declared/policy-family.ts";
import { appDifferences } from "./app-rule-differences.ts";

const unseen: ReadonlySet<string> = new Set(["status", "constraints", "chains", "keepMeSignedIn"]);

/** App sign-in policies (ACCESS_POLICY). */
export const appPolicies: PolicyFamily<BaselineAppPolicy, AppPolicy> = {
  id: "app",
  one: "app policy",
  many: "app policies",
  page: "Security > Authentication Policies",
  policySlice: "app-policies",
  ruleSlice: "app-policies",
  unmanaged: { policies: "appPolicies", rules: "appRules" },
  reportsAlways: false,
  declaredIn: ({ signOn }) => signOn.appPolicies,
  liveIn: (slices) => slices.appPolicies,
  isOktas: ({ isCatchAll }) => isCatchAll,
  differencesOf: appDifferences,
  unmodelledOf: ({ unmodelled }) => unmodelled,
  // A risk that was added is not read where none is declared; another one is put right.
  isBeyondProvider: ({ risk }, field) => unseen.has(field ?? "") || (field === "risk" && risk === "ANY"),
  slicesNamedBy: ({ people }) => {
    const names = (...lists: readonly (readonly string[])[]) => lists.some(({ length }) => length > 0);
    return [
      ...(names(people.groups, people.exceptGroups) ? (["groups"] as const) : []),
      ...(names(people.users, people.exceptUsers) ? (["users"] as const) : []),
      ...([...people.userTypes, ...people.exceptUserTypes].every(isUserTypeId)
        ? []
        : (["user-types"] as const)),
    ];
  },
};
