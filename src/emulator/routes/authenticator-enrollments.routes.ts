import { type Enrolment, enrolmentsOf } from "../authenticators/enrolment-view.ts";
import { logFactor } from "../authenticators/factor-log.ts";
import {
  type ApiAnswer,
  type ApiCall,
  noContent,
  ok,
  param,
  type Route,
  routesWithScope,
} from "../call/api-call.ts";
import type { EmulatedUser } from "../state/state.ts";
import { failure, notFound } from "../wire/api-failure.ts";
import { givenUser } from "./given-user.ts";

/** A person's authenticator enrollments, which only Identity Engine has (okta-api 2.4). */
export const authenticatorEnrollmentRoutes: readonly Route[] = routesWithScope("users", [
  ["GET", "/users/{userId}/authenticator-enrollments", list],
  ["GET", "/users/{userId}/authenticator-enrollments/{enrollmentId}", (call) => ok(given(call).view)],
  ["DELETE", "/users/{userId}/authenticator-enrollments/{enrollmentId}", remove],
]);

/** The answer of an org without the endpoint is not verified against a live org. */
function living(call: ApiCall): EmulatedUser {
  const { engine, settings } = call.org.initial;
  if (engine === "classic" || settings.authenticatorEnrollments === "absent") {
    throw failure(404, "E0000008", "The requested path was not found");
  }
  const user = givenUser(call);
  if (user.status === "DEPROVISIONED") throw notFound(param(call, "userId"), "User");
  return user;
}

function list(call: ApiCall): ApiAnswer {
  return ok(enrolmentsOf(call.org, living(call), call.baseUrl).map(({ view }) => view));
}

function given(call: ApiCall): Enrolment {
  const id = param(call, "enrollmentId");
  const found = enrolmentsOf(call.org, living(call), call.baseUrl).find((one) => one.id === id);
  if (found === undefined) throw notFound(id, "AuthenticatorEnrollment");
  return found;
}

function remove(call: ApiCall): ApiAnswer {
  const { factorIds } = given(call);
  const user = living(call);
  const [gone, kept] = [
    user.factors.filter(({ id }) => factorIds.includes(id)),
    user.factors.filter(({ id }) => !factorIds.includes(id)),
  ];
  call.org.putUser({ ...user, factors: kept });
  for (const factor of gone) logFactor(call, "deactivate", user, factor);
  return noContent;
}
