import { readEvidence } from "../../evaluator/factors/factor-evidence.ts";
import type { FactorKind } from "../../evaluator/factors/factor-kind.ts";
import { usableFactors } from "../../evaluator/factors/usable-factor.ts";
import { judge } from "../../evaluator/judgement.ts";
import { identityAuthenticators } from "../../model/authenticators.ts";
import type { Baseline } from "../../model/baseline.ts";
import { type FactorStrength, factorStrengths, type HeldPerson } from "../../model/fleet-report.ts";
import type { UserId } from "../../model/ids.ts";
import type { RunView } from "../../model/run-view.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { assurancesOf } from "../../model/strictness.ts";

/** Somebody of one org, with the little that is compared with other orgs. */
export interface FleetPerson extends Omit<HeldPerson, "org"> {
  readonly login: string;
}

/** Everybody of an org who can sign in, as the fleet compares them. Pure. */
export function fleetPeople(
  { people }: Pick<RunView, "people">,
  judged: { readonly baseline: Baseline; readonly org: OrgSnapshot },
): readonly FleetPerson[] {
  const usableBy = usableStrengths(judged.baseline, judged.org);
  return people
    .filter(({ standing }) => standing === "in-scope")
    .map(({ id, login, roles, ways }) => ({
      login,
      roles,
      signIn: ways[0]?.level ?? null,
      usable: usableBy(id as UserId),
    }));
}

function usableStrengths(baseline: Baseline, org: OrgSnapshot): (id: UserId) => FactorStrength | null {
  const judgement = judge(baseline, org);
  const evidenceOf = readEvidence(org.org.engine);
  const { everywhere } = usableFactors(org);
  return (id) => {
    const read = org.slices.factors?.[id];
    if (read?.kind !== "read") return null;
    const effective = judgement.effectivePolicyOf(id);
    const factors = evidenceOf(read)
      .enrolled.filter(({ key }) => key !== "okta_password" && key !== "password")
      .map((kind) => ({ strength: strengthOf(kind), isUsable: everywhere(kind, effective) }));
    return strongestOf(factors);
  };
}

interface HeldFactor {
  /** Null: not known. */
  readonly strength: FactorStrength | null;
  readonly isUsable: boolean | null;
}

/** Null where a factor that may be usable, or that nobody knows, may be stronger than those that surely are. */
function strongestOf(factors: readonly HeldFactor[]): FactorStrength | null {
  const rank = (strength: FactorStrength | null): number =>
    strength === null ? factorStrengths.length : factorStrengths.indexOf(strength);
  const ranks = (wanted: boolean | null): readonly number[] =>
    factors.filter(({ isUsable }) => isUsable === wanted).map(({ strength }) => rank(strength));
  const best = Math.max(0, ...ranks(true));
  return Math.max(0, ...ranks(null)) > best ? null : (factorStrengths[best] ?? null);
}

/** By the weakest of the methods that it may be. */
function strengthOf({ key, method }: FactorKind): FactorStrength | null {
  const known = method === null ? undefined : identityAuthenticators[key]?.methods[method];
  const assurances = known === undefined ? assurancesOf(key) : [known.assurance];
  if (assurances.length === 0) return null;
  if (assurances.every((assurance) => assurance === "phishing-resistant")) return "phishing-resistant";
  return assurances.some((assurance) => assurance === "weak" || assurance === "knowledge")
    ? "weak"
    : "strong";
}
