import { enrolledFactor, shownProfile } from "../authenticators/factor-enrolment.ts";
import { isAllowed, isMethodOn, shownFactors } from "../authenticators/factor-listing.ts";
import { logFactor } from "../authenticators/factor-log.ts";
import { factorView } from "../authenticators/factor-view.ts";
import { type ApiAnswer, type ApiCall, noContent, ok, param, routesWithScope } from "../call/api-call.ts";
import { securityQuestions } from "../people/security-questions.ts";
import { effectiveEnrollmentPolicy } from "../policies/effective-policy.ts";
import { factorKinds, kindOfFactor } from "../state/factor-kinds.ts";
import type { EmulatedFactor, EmulatedUser } from "../state/state.ts";
import { invalid, notFound } from "../wire/api-failure.ts";
import { asObject } from "../wire/json.ts";
import { givenUser } from "./given-user.ts";

/** A person's factors (okta-api 2.1, 2.2); there is no scope of their own for them. */
export const factorRoutes = routesWithScope("users", [
  ["GET", "/users/{userId}/factors", listFactors],
  ["POST", "/users/{userId}/factors", enrolFactor],
  ["GET", "/users/{userId}/factors/questions", listQuestions],
  ["GET", "/users/{userId}/factors/catalog", listCatalog],
  ["GET", "/users/{userId}/factors/{factorId}", readFactor],
  ["PUT", "/users/{userId}/factors/{factorId}", updateFactor],
  ["DELETE", "/users/{userId}/factors/{factorId}", deleteFactor],
  ["POST", "/users/{userId}/factors/{factorId}/lifecycle/activate", activateFactor],
]);

/** A deactivated person has no factors to ask about (okta-api 2.1). */
function livingUser(call: ApiCall): EmulatedUser {
  const user = givenUser(call);
  if (user.status === "DEPROVISIONED") throw notFound(param(call, "userId"), "User");
  return user;
}

function givenFactor(call: ApiCall, user: EmulatedUser): EmulatedFactor {
  const id = param(call, "factorId");
  const factor = shownFactors(call.org, user).find((candidate) => candidate.id === id);
  if (factor === undefined) throw notFound(id, "UserFactor");
  return factor;
}

function listFactors(call: ApiCall): ApiAnswer {
  const user = livingUser(call);
  return ok(shownFactors(call.org, user).map((factor) => factorView(factor, user, call.baseUrl)));
}

function readFactor(call: ApiCall): ApiAnswer {
  const user = livingUser(call);
  return ok(factorView(givenFactor(call, user), user, call.baseUrl));
}

function listQuestions(call: ApiCall): ApiAnswer {
  livingUser(call);
  return ok(
    Object.entries(securityQuestions).map(([question, questionText]) => ({ question, questionText })),
  );
}

/** Lists the factors that the policy in effect lets the person enroll. */
function listCatalog(call: ApiCall): ApiAnswer {
  const user = livingUser(call);
  const policy = effectiveEnrollmentPolicy(call.org, user);
  const allowed = factorKinds.filter(
    (kind) => isAllowed(call.org, policy, { ...kind, authenticatorId: null }) && isMethodOn(call.org, kind),
  );
  return ok(
    allowed.map(({ factorType, provider, vendorName }) => ({
      factorType,
      provider,
      vendorName,
      status: user.factors.some((one) => one.factorType === factorType && one.provider === provider)
        ? "ACTIVE"
        : "NOT_SETUP",
      _links: {
        enroll: {
          href: `${call.baseUrl}/api/v1/users/${user.id}/factors`,
          hints: { allow: ["POST"] },
        },
      },
    })),
  );
}

function enrolFactor(call: ApiCall): ApiAnswer {
  const user = livingUser(call);
  const factor = enrolledFactor(call, user);
  const factors = [...user.factors.filter((other) => !replaces(factor, other)), factor];
  call.org.putUser({ ...user, factors });
  if (factor.status === "ACTIVE") logFactor(call, "activate", user, factor);
  return ok(factorView(factor, user, call.baseUrl));
}

/** A second try takes the place of one that was never activated. */
function replaces(factor: EmulatedFactor, other: EmulatedFactor): boolean {
  return (
    other.status === "PENDING_ACTIVATION" &&
    other.factorType === factor.factorType &&
    other.provider === factor.provider
  );
}

function putFactor(call: ApiCall, user: EmulatedUser, factor: EmulatedFactor): ApiAnswer {
  const factors = user.factors.map((other) => (other.id === factor.id ? factor : other));
  call.org.putUser({ ...user, factors });
  return ok(factorView(factor, user, call.baseUrl));
}

function updateFactor(call: ApiCall): ApiAnswer {
  const user = livingUser(call);
  const before = givenFactor(call, user);
  const kind = kindOfFactor(before);
  if (kind === null) throw invalid("factorType", "Invalid factor type.");
  const profile = shownProfile(kind, asObject(call.body["profile"]), user);
  logFactor(call, "update", user, before);
  return putFactor(call, user, { ...before, profile, lastUpdated: call.now });
}

/** Any pass code is right but one that is missing: the emulator sends none to compare with. */
function activateFactor(call: ApiCall): ApiAnswer {
  const user = livingUser(call);
  const before = givenFactor(call, user);
  const needsCode = before.factorType !== "push" && before.factorType !== "webauthn";
  if (needsCode && typeof call.body["passCode"] !== "string") {
    throw invalid("factorVerifyRequest", "Your token doesn't match our records. Please try again.");
  }
  logFactor(call, "activate", user, before);
  return putFactor(call, user, { ...before, status: "ACTIVE", lastUpdated: call.now });
}

/** Okta Verify goes as a whole, whichever of its methods is deleted (okta-api 2.2). */
function deleteFactor(call: ApiCall): ApiAnswer {
  const user = livingUser(call);
  const factor = givenFactor(call, user);
  const isVerify = (one: EmulatedFactor) => kindOfFactor(one)?.authenticator?.key === "okta_verify";
  const goes =
    isVerify(factor) && factor.factorType !== "token:software:totp"
      ? isVerify
      : (one: EmulatedFactor) => one.id === factor.id;
  call.org.putUser({ ...user, factors: user.factors.filter((one) => !goes(one)) });
  for (const gone of user.factors.filter(goes)) logFactor(call, "deactivate", user, gone);
  return noContent;
}
