import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import type { EffectivePolicy } from "../effective-policy/effective-policy.ts";
import { once } from "../live/once.ts";
import type { FactorKind } from "./factor-kind.ts";
import { type OrgAuthenticators, readOrgAuthenticators, weakestOf } from "./org-authenticators.ts";
import { allowanceIn } from "./policy-allowance.ts";
import { notKnown, type Usability } from "./usability.ts";

/**
 * Whether a factor that is enrolled and ACTIVE could be used at the next sign-in: enrolled is not usable. Okta: a factor
 * that the enrollment policy in effect does not allow "becomes unavailable for authentication ... even if they were
 * previously enrolled" (support.okta.com, "MFA enrollment policies govern what factors users can invoke").
 */
export interface UsableFactors {
  readonly org: OrgAuthenticators;
  /**
   * By the org alone: the authenticator is ACTIVE and for sign-in, and so is the method.
   *
   * @param asked - what is asked for; null where nothing is. Where it names a method, the method's status must be known.
   */
  byOrg(has: FactorKind, asked: FactorKind | null): Usability;
  /** By the policy in effect alone; null is none, or one that was not read. */
  byPolicy(has: FactorKind, policy: EnrollmentPolicy | null): Usability;
  /** By both. */
  under(policy: EnrollmentPolicy | null, has: FactorKind, asked: FactorKind | null): Usability;
  /** By both, whatever policy turns out to be in effect; null: not known. */
  everywhere(has: FactorKind, effective: EffectivePolicy): boolean | null;
}

/** Prepares asking what of an org can be used. */
export function usableFactors(org: OrgSnapshot): UsableFactors {
  const authenticators = readOrgAuthenticators(org);
  const allowance = once(allowanceIn);
  const byOrg = (has: FactorKind, asked: FactorKind | null): Usability => {
    const method = has.method ?? asked?.method ?? null;
    return authenticators.usability({ ...has, method }, asked !== null && asked.method !== null);
  };
  const byPolicy = (has: FactorKind, policy: EnrollmentPolicy | null): Usability =>
    policy === null ? notKnown("no enrollment policy is known to be in effect") : allowance(policy)(has);
  const under: UsableFactors["under"] = (policy, has, asked) =>
    weakestOf([byOrg(has, asked), byPolicy(has, policy)]);
  return {
    org: authenticators,
    byOrg,
    byPolicy,
    under,
    everywhere: (has, effective) => {
      const isIn = (policy: EnrollmentPolicy | null) => under(policy, has, null).answer;
      if (effective.outcomes.every(({ policy }) => isIn(policy) === "yes")) return true;
      return effective.surelyReaches((policy) => isIn(policy) === "no") ? false : null;
    },
  };
}
