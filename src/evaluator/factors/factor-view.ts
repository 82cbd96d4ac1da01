import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { Person } from "../../model/snapshot.ts";
import { existingPolicies, livePolicyFor } from "../declared/declared-policy.ts";
import { enrollmentPolicies } from "../declared/enrollment-policies.ts";
import type { EffectivePolicy } from "../effective-policy/effective-policy.ts";
import { predictedPolicies } from "../effective-policy/predicted-policies.ts";
import type { ComparedOrg } from "../live/compared-org.ts";
import { once } from "../live/once.ts";
import { eitherOf, quoted } from "../words/quoted-names.ts";
import { type FactorKind, nameOfFactor } from "./factor-kind.ts";
import type { UsableFactors } from "./usable-factor.ts";

/**
 * View that `GET /users/{id}/factors` gives of people with one enrollment policy in effect: only factors that
 * it allows, from the network of whoever asks (okta-api 2.1). Each answer is why an absence there proves
 * nothing, or null when it does prove it.
 */
export interface FactorView {
  /** By what the policies that can be in effect allow alone. */
  whyHidden(kind: FactorKind): string | null;
  /** Also by whether those policies are the baseline's own, and the ones it puts in effect for the person. */
  whyUnproven(kind: FactorKind, person: Person): string | null;
}

function viewUnder(
  effective: EffectivePolicy,
  declared: ReadonlySet<EnrollmentPolicy>,
  usable: UsableFactors,
  input: ComparedOrg,
): FactorView {
  const policies = [...new Set(effective.outcomes.flatMap(({ policy }) => policy ?? []))];
  const isNoneReachable = effective.outcomes.some(({ policy }) => policy === null);
  const uncertainties = effective.uncertainties.join("; ");
  const isByApp = effective.outcomes.some(({ apps }) => apps !== null);
  const when =
    uncertainties === ""
      ? `depends on the ${isByApp ? "application" : "network"}`
      : `is not certain (${uncertainties})`;
  const inEffect = policies.length === 1 && uncertainties === "" ? " in effect" : `, whose effect ${when},`;
  const named = (policy: EnrollmentPolicy): string => `enrollment policy ${quoted(policy.name)}${inEffect}`;

  const whyHidden = (kind: FactorKind): string | null => {
    if (isNoneReachable) return uncertainties === "" ? "no enrollment policy is in effect" : uncertainties;
    for (const policy of policies) {
      const allowed = usable.byPolicy(kind, policy);
      if (allowed.answer === "unknown") return allowed.why;
      if (allowed.answer === "no") {
        return `${named(policy)} does not allow ${nameOfFactor(kind.key, kind.id, kind.method)}`;
      }
    }
    return null;
  };

  const whyNotPredicted = (person: Person): string | null => {
    const stranger = policies.find((policy) => !declared.has(policy));
    if (stranger !== undefined) return `${named(stranger)} is unmanaged`;
    const predicted = predictedPolicies(person, input);
    const live = new Set(predicted.map((policy) => livePolicyFor(enrollmentPolicies, policy, input)));
    const other = policies.find((policy) => !live.has(policy));
    if (other === undefined) return null;
    return `${named(other)} is not the one the baseline predicts (${eitherOf(predicted.map(({ name }) => name))})`;
  };

  return { whyHidden, whyUnproven: (kind, person) => whyNotPredicted(person) ?? whyHidden(kind) };
}

/** Prepares the views of an org; people with the same policy in effect share one. */
export function factorViews(
  usable: UsableFactors,
  input: ComparedOrg,
): (effective: EffectivePolicy) => FactorView {
  const declared = new Set([...existingPolicies(enrollmentPolicies, input)].map(({ live }) => live));
  return once((effective: EffectivePolicy) => viewUnder(effective, declared, usable, input));
}
