import { identityAuthenticators } from "../../model/authenticators.ts";
import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { OrgSnapshot, Person, PersonEnrolments } from "../../model/snapshot.ts";
import type { EffectivePolicy } from "../effective-policy/effective-policy.ts";
import { type FactorEvidence, readEvidence } from "../factors/factor-evidence.ts";
import { type FactorKind, factorKind, mayBeSame, satisfies } from "../factors/factor-kind.ts";
import { usable as isUsable, notUsable, type Usability } from "../factors/usability.ts";
import { type UsableFactors, usableFactors } from "../factors/usable-factor.ts";
import { once } from "../live/once.ts";
import { type FactorUse, isPassword, passwordKey, useOf } from "./factor-use.ts";

/** Factors that somebody can use to sign in while one enrollment policy is in effect. */
export interface UsesUnder {
  readonly policy: EnrollmentPolicy | null;
  /** Surely. */
  readonly sure: readonly FactorUse[];
  /** Those, and what it is not known of. */
  readonly all: readonly FactorUse[];
  /** Factors that the policy lets people enroll and the org lets them sign in with, enrolled or not. */
  readonly enrollable: readonly FactorUse[];
}

/** Factors that somebody can use to sign in; people of whom the same is known share one object. */
export interface UsableUses {
  readonly effective: EffectivePolicy;
  /** One for each policy that can be in effect. */
  readonly under: readonly UsesUnder[];
  /** True where each of `under` is surely in effect somewhere. */
  readonly isDecided: boolean;
  /** Why it is not known whether something can be used, one clause each. */
  readonly uncertainties: readonly string[];
}

/**
 * Every method that the org's authenticators have; all that we know where they were not read. The password is the first:
 * of two sets that are as weak, the one that a stolen password opens is told (sign-on 1.9).
 */
function methodsOfOrg(org: OrgSnapshot): readonly FactorUse[] {
  const { authenticators } = org.slices;
  const kinds: FactorKind[] =
    org.org.engine === "identity" && authenticators !== undefined
      ? authenticators.map(({ key, id }) => factorKind(key, id, null))
      : Object.keys(identityAuthenticators).map((key) => factorKind(key, null, null));
  const uses = kinds.flatMap((kind) => {
    const methods = Object.keys(identityAuthenticators[kind.key]?.methods ?? {});
    const those = kind.method === null ? methods : [kind.method];
    return those.flatMap((method) => useOf(factorKind(kind.key, kind.id, method)) ?? []);
  });
  const methods = [...new Map(uses.map((use) => [use.name, use])).values()];
  return [...methods.filter(isPassword), ...methods.filter((use) => !isPassword(use))];
}

interface KnownOfPerson {
  readonly evidence: FactorEvidence | null;
  readonly withPassword: boolean;
  readonly mayHide: boolean;
}

type Known = "yes" | "no" | { readonly why: string };

/**
 * Whether something is enrolled, by what was read.
 *
 * @param mayHide - whether `factors`, which shows only what the policy in effect allows, may leave it out (okta-api 2.1)
 */
function enrolledIn(evidence: FactorEvidence | null, use: FactorUse, mayHide: boolean): Known {
  if (evidence === null) return { why: "enrolments were not read" };
  const kind = factorKind(use.key, use.id, use.method);
  if (evidence.enrolled.some((one) => satisfies(one, kind))) return "yes";
  const vague = evidence.vague.find((one) => mayBeSame(one.kind, kind));
  if (vague !== undefined) {
    const isTold = evidence.source === "both" && vague.lacks === "method" && !mayHide;
    return isTold ? "no" : { why: vague.why };
  }
  if (evidence.source !== "factors" || !mayHide) return "no";
  return { why: `factors may not show ${use.name}: which enrollment policy is in effect is not one answer` };
}

/** The password is there unless Okta says that the account has none (sign-on 1.6). */
function hasPassword({ signOn }: Person): boolean {
  if (signOn === undefined || signOn.hasPassword) return true;
  return signOn.provider !== "OKTA" && signOn.provider !== "FEDERATION" && signOn.provider !== "SOCIAL";
}

/**
 * A password that somebody has is taken to open the door unless the policy in effect says outright that it may not: that a
 * policy lists none is no proof (sign-on 1.9, the weakest way in).
 */
function ofPassword(policy: EnrollmentPolicy | null): Usability {
  const setting = policy?.settings.find(({ key }) => key === passwordKey);
  return setting?.enroll === "NOT_ALLOWED" ? notUsable("not allowed") : isUsable;
}

/** Factors of somebody who has enrolled all that the org lets people sign in with: then rules alone tell people apart. */
export function everyUse(org: OrgSnapshot, effective: EffectivePolicy): UsableUses {
  const off = new Set(
    org.slices.authenticators?.filter(({ status }) => status !== "ACTIVE").map(({ key }) => key) ?? [],
  );
  const all = methodsOfOrg(org).filter(({ key }) => !off.has(key));
  return {
    effective,
    under: [{ policy: null, sure: all, all, enrollable: [] }],
    isDecided: true,
    uncertainties: [],
  };
}

/** Prepares asking what people can use to sign in. */
export function usesOfPeople(
  org: OrgSnapshot,
  usable: UsableFactors = usableFactors(org),
): (person: Person, read: PersonEnrolments | undefined, effective: EffectivePolicy) => UsableUses {
  const methods = methodsOfOrg(org);
  const evidenceOf = readEvidence(org.org.engine);
  const byEffective = once((effective: EffectivePolicy) => ({
    withPassword: once((evidence: FactorEvidence | null) => sumUp(evidence, true, effective)),
    without: once((evidence: FactorEvidence | null) => sumUp(evidence, false, effective)),
  }));

  /** Whether one method can be used while a policy is in effect. */
  const standing = (use: FactorUse, policy: EnrollmentPolicy | null, known: KnownOfPerson) => {
    const kind = factorKind(use.key, use.id, use.method);
    const allowed = isPassword(use) ? ofPassword(policy) : usable.under(policy, kind, kind);
    if (allowed.answer === "no") return null;
    const has: Known = isPassword(use)
      ? known.withPassword
        ? "yes"
        : "no"
      : enrolledIn(known.evidence, use, known.mayHide);
    const why = typeof has === "object" ? has.why : allowed.answer === "unknown" ? allowed.why : null;
    return { use, has: has !== "no", uncertainty: why };
  };

  const sumUp = (
    evidence: FactorEvidence | null,
    withPassword: boolean,
    effective: EffectivePolicy,
  ): UsableUses => {
    const policies = [...new Set(effective.outcomes.map(({ policy }) => policy))];
    const mayHide = policies.length > 1 || policies.includes(null) || effective.uncertainties.length > 0;
    const known = { evidence, withPassword, mayHide };
    const uncertainties = new Set<string>();
    const under = policies.map((policy): UsesUnder => {
      const allowed = methods.flatMap((use) => standing(use, policy, known) ?? []);
      const there = allowed.filter(({ has }) => has);
      for (const { uncertainty } of there) if (uncertainty !== null) uncertainties.add(uncertainty);
      return {
        policy,
        sure: there.filter(({ uncertainty }) => uncertainty === null).map(({ use }) => use),
        all: there.map(({ use }) => use),
        enrollable: allowed.map(({ use }) => use).filter((use) => !isPassword(use)),
      };
    });
    return {
      effective,
      under,
      isDecided: effective.outcomes.every(({ why }) => why !== "undecidable"),
      uncertainties: [...uncertainties, ...effective.uncertainties],
    };
  };

  return (person, read, effective) => {
    const evidence = read?.kind === "read" ? evidenceOf(read) : null;
    const { withPassword, without } = byEffective(effective);
    return hasPassword(person) ? withPassword(evidence) : without(evidence);
  };
}

/** The password, alone, as an identity provider stands for it. */
export const passwordUses: readonly FactorUse[] = [useOf(factorKind(passwordKey, null, null))].filter(
  (use) => use !== null,
);
