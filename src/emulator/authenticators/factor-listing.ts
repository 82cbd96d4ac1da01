import { flexibleOktaVerifyKeys } from "../../model/authenticators.ts";
import { securityQuestions } from "../people/security-questions.ts";
import { effectiveEnrollmentPolicy } from "../policies/effective-policy.ts";
import { hasAuthenticatorShape, isEnrollable } from "../policies/enrollment-settings.ts";
import { type FactorKind, kindOfFactor } from "../state/factor-kinds.ts";
import type { OrgStore } from "../state/org-store.ts";
import type { EmulatedFactor, EmulatedPolicy, EmulatedUser } from "../state/state.ts";

/** Everything a person has enrolled, with what Identity Engine enrolls by itself (okta-api 2.1). */
export function allFactors(org: Pick<OrgStore, "initial">, user: EmulatedUser): readonly EmulatedFactor[] {
  if (org.initial.engine === "classic") return user.factors;
  const has = (type: string) => user.factors.some((factor) => factor.factorType === type);
  const own = (factorType: string, prefix: string, profile: EmulatedFactor["profile"]): EmulatedFactor => ({
    id: prefix + user.id.slice(3),
    factorType,
    provider: "OKTA",
    vendorName: "OKTA",
    status: "ACTIVE",
    created: user.activated ?? user.created,
    lastUpdated: user.activated ?? user.created,
    profile,
    authenticatorId: null,
  });
  return [
    // The primary e-mail counts as verified once the account was activated.
    ...(user.activated !== null && !has("email") ? [own("email", "emf", { email: user.profile.email })] : []),
    ...user.factors,
    ...(user.recoveryQuestion !== null && !has("question")
      ? [own("question", "ufs", recoveryProfile(user.recoveryQuestion))]
      : []),
  ];
}

/** Under which key Okta shows a question of one's own is not verified against a live org. */
function recoveryProfile(questionText: string): EmulatedFactor["profile"] {
  const known = Object.entries(securityQuestions).find(([, text]) => text === questionText);
  return { question: known?.[0] ?? "favorite_security_question", questionText };
}

/** Factors that `/factors` shows: only those that the policy in effect allows the person (okta-api 2.1). */
export function shownFactors(org: OrgStore, user: EmulatedUser): readonly EmulatedFactor[] {
  const policy = effectiveEnrollmentPolicy(org, user);
  const always = (factor: EmulatedFactor) =>
    org.initial.engine === "identity" && ["email", "question"].includes(factor.factorType);
  return allFactors(org, user).filter((factor) => always(factor) || isAllowed(org, policy, factor));
}

/** Whether a policy lets a factor be enrolled; one of an unknown kind is nobody's to forbid. */
export function isAllowed(
  org: OrgStore,
  policy: EmulatedPolicy | null,
  factor: Pick<EmulatedFactor, "factorType" | "provider" | "authenticatorId">,
): boolean {
  const kind = kindOfFactor(factor);
  if (kind === null || policy === null) return true;
  const byAuthenticator = org.initial.engine === "identity" && hasAuthenticatorShape(policy.settings);
  const keys = byAuthenticator ? authenticatorKeys(kind) : [kind.policyKey];
  return keys.some((key) => key !== null && isEnrollable(policy, org, key, factor.authenticatorId));
}

/** Under which keys a policy by authenticator speaks of a kind: its own, or that of its method (okta-api 4.2). */
function authenticatorKeys({ authenticator }: FactorKind): readonly string[] {
  if (authenticator === null) return [];
  const { key, method } = authenticator;
  const split = Object.keys(flexibleOktaVerifyKeys).filter((name) => flexibleOktaVerifyKeys[name] === method);
  return key === "okta_verify" ? [key, ...split] : [key];
}

/**
 * Whether the method of a kind of factor is on in the org: one that is off cannot be enrolled anew, while what was
 * enrolled stays visible (okta-api 5, 11). Classic has no methods.
 */
export function isMethodOn(org: OrgStore, { authenticator }: FactorKind): boolean {
  if (org.initial.engine === "classic" || authenticator === null) return true;
  const { key, method } = authenticator;
  return org.authenticators
    .all()
    .some(
      (one) =>
        one.key === key && one.methods.some(({ type, status }) => type === method && status === "ACTIVE"),
    );
}
