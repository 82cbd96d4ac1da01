import { enrollmentPolicies } from "../../src/evaluator/declared/enrollment-policies.ts";
import type { DeclaredPolicy, LivePolicy, PolicyFamily } from "../../src/evaluator/declared/policy-family.ts";
import { appPolicies } from "../../src/evaluator/declared-sign-on/app-policies.ts";
import { appPoliciesOpenWider, sessionsOpenWider } from "../../src/evaluator/declared-sign-on/open-wider.ts";
import { sessionPolicies } from "../../src/evaluator/declared-sign-on/session-policies.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import type { BaselinePolicy } from "../../src/model/baseline.ts";
import type { BaselineAppPolicy, BaselineSessionPolicy } from "../../src/model/baseline-sign-on.ts";
import type { AppPolicy, SessionPolicy } from "../../src/model/live-sign-on.ts";
import type { EnrollmentPolicy } from "../../src/model/snapshot.ts";

/** A kind of policy with what its changes come to for people. */
export interface JudgedFamily<
  Declared extends DeclaredPolicy = DeclaredPolicy,
  Live extends LivePolicy = LivePolicy,
> extends PolicyFamily<Declared, Live> {
  /** Whether somebody in scope gets in with less than if the family's policies were these. */
  opensWider(input: JudgedOrg, others: readonly Live[]): boolean;
}

/** Whom a change of these leaves without a factor, people's own findings say: they let nobody in. */
export const enrollment: JudgedFamily<BaselinePolicy, EnrollmentPolicy> = {
  ...enrollmentPolicies,
  opensWider: () => false,
};

export const session: JudgedFamily<BaselineSessionPolicy, SessionPolicy> = {
  ...sessionPolicies,
  opensWider: sessionsOpenWider,
};

export const app: JudgedFamily<BaselineAppPolicy, AppPolicy> = {
  ...appPolicies,
  opensWider: appPoliciesOpenWider,
};
