import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { EffectivePolicy } from "../effective-policy/effective-policy.ts";
import type { FactorEvidence, ShownFactor } from "./factor-evidence.ts";
import { type FactorKind, mayBeSame } from "./factor-kind.ts";
import type { UsableFactors } from "./usable-factor.ts";

/**
 * Which of the policies that can be in effect are such as `forbids` says, as a report names them: `the policy in effect,
 * Default Policy`; null when none is.
 */
export function policiesInEffect(
  effective: EffectivePolicy,
  forbids: (policy: EnrollmentPolicy) => boolean,
): string | null {
  const policies = [...new Set(effective.outcomes.flatMap(({ policy }) => policy ?? []))];
  const names = [...new Set(policies.filter(forbids).map(({ name }) => name))];
  if (names.length === 0) return null;
  const isSure = effective.surelyReaches((policy) => policy !== null && forbids(policy));
  const where = isSure ? (policies.every(forbids) ? "" : ` ${partOf(effective)}`) : ", if it is the one";
  return `the policy in effect${where}, ${names.toSorted().join(" or ")}`;
}

/** Circumstance that decides which of several policies is in effect, in words. */
function partOf({ outcomes }: EffectivePolicy): string {
  const isByApp = outcomes.some(({ apps }) => apps !== null);
  if (!outcomes.some(({ why }) => why === "network")) return "for some sign-ins";
  return isByApp ? "for some sign-ins from some networks" : "from some networks";
}

/** Lists all that is known to keep an enrolled factor from being used; none: it can be used. */
function hindrances(
  kind: FactorKind,
  asked: FactorKind | null,
  effective: EffectivePolicy,
  usable: UsableFactors,
): readonly string[] {
  const byOrg = usable.byOrg(kind, asked);
  // Factors that are off for the whole org are in no policy (okta-api 4.2): that is the one reason to name.
  if (usable.org.isImpossible(kind)) return byOrg.answer === "no" ? [byOrg.why] : [];
  const policies = policiesInEffect(effective, (policy) => usable.byPolicy(kind, policy).answer === "no");
  return [
    ...(byOrg.answer === "no" ? [byOrg.why] : []),
    ...(policies === null ? [] : [`not allowed by ${policies}`]),
  ];
}

/**
 * Names what was shown of a person, as reports do: `webauthn (not allowed by the policy in effect, Default
 * Policy)`.
 *
 * @param acceptable - what matters; of the rest only what is off for the whole org is said. Null: all of it matters.
 */
export function nameShown(
  { shown }: FactorEvidence,
  effective: EffectivePolicy,
  usable: UsableFactors,
  acceptable: readonly FactorKind[] | null,
): readonly string[] {
  const nameOf = ({ kind, name, isActive }: ShownFactor): string => {
    if (!isActive) return name;
    const asked = acceptable?.find((one) => mayBeSame(one, kind)) ?? null;
    if (acceptable !== null && asked === null) {
      return usable.org.isOff(kind) ? `${name} (switched off for the org)` : name;
    }
    const why = hindrances(kind, asked, effective, usable);
    return why.length === 0 ? name : `${name} (${why.join("; ")})`;
  };
  return shown.map(nameOf);
}
