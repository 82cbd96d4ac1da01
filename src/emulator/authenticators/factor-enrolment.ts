import type { ApiCall } from "../call/api-call.ts";
import { securityQuestions } from "../people/security-questions.ts";
import { effectiveEnrollmentPolicy } from "../policies/effective-policy.ts";
import { type FactorKind, kindOfFactor } from "../state/factor-kinds.ts";
import type { EmulatedFactor, EmulatedUser } from "../state/state.ts";
import { invalid } from "../wire/api-failure.ts";
import { asObject, type JsonObject, stringAt } from "../wire/json.ts";
import { isAllowed, isMethodOn } from "./factor-listing.ts";

/** Kinds that are in use at once; the others wait for a code or a device. */
const activeAtOnce: ReadonlySet<string> = new Set(["question", "token", "token:hardware", "token:hotp"]);
const activatedOnRequest: ReadonlySet<string> = new Set(["sms", "call", "email"]);

/**
 * The factor that a `POST …/factors` enrols.
 * @throws ApiFailure E0000001 for an unknown kind, one the policy in effect forbids or whose method is off, one
 * that is set up already, and FastPass, which only the app itself can enrol (okta-api 2.2)
 */
export function enrolledFactor(call: ApiCall, user: EmulatedUser): EmulatedFactor {
  const factorType = stringAt(call.body, "factorType") ?? "";
  const provider = stringAt(call.body, "provider") ?? "";
  const kind = kindOfFactor({ factorType, provider });
  if (kind === null || factorType === "signed_nonce") throw invalid("factorType", "Invalid factor type.");
  const policy = effectiveEnrollmentPolicy(call.org, user);
  const isOffered = isAllowed(call.org, policy, { factorType, provider, authenticatorId: null });
  if (!isOffered || !isMethodOn(call.org, kind)) {
    throw invalid("factorEnrollRequest", "Factor is not enabled for the user by the enrollment policy.");
  }
  const several = factorType === "webauthn";
  if (!several && user.factors.some((factor) => isSame(factor, factorType, provider))) {
    throw invalid("factorEnrollRequest", "A factor of this type is already set up.");
  }
  const isActive =
    activeAtOnce.has(factorType) ||
    (activatedOnRequest.has(factorType) && call.query.get("activate") === "true");
  return {
    id: call.org.ids.next(kind.idPrefix),
    factorType,
    provider,
    vendorName: kind.vendorName,
    status: isActive ? "ACTIVE" : "PENDING_ACTIVATION",
    created: call.now,
    lastUpdated: call.now,
    profile: shownProfile(kind, asObject(call.body["profile"]), user),
    authenticatorId: null,
  };
}

function isSame(factor: EmulatedFactor, factorType: string, provider: string): boolean {
  return factor.factorType === factorType && factor.provider === provider && factor.status === "ACTIVE";
}

/** An answer to a question, or a shared secret, is never given back (okta-api 2.1). */
export function shownProfile(kind: FactorKind, written: JsonObject, user: EmulatedUser): JsonObject {
  const { answer: _answer, sharedSecret: _secret, ...rest } = written;
  if (kind.factorType !== "question") {
    return ["sms", "call", "email"].includes(kind.factorType)
      ? rest
      : { credentialId: user.profile.login, ...rest };
  }
  const question = stringAt(rest, "question") ?? "custom";
  const questionText = securityQuestions[question] ?? stringAt(rest, "questionText") ?? question;
  return { ...rest, question, questionText };
}
