import { type ApiAnswer, type ApiCall, ok, param, type Route, routesWithScope } from "../call/api-call.ts";
import { notFound } from "../wire/api-failure.ts";

/**
 * Settings of Okta's own applications, of which there is one kind: how long a session of the Admin Console lasts.
 * Refused below super administrator (sign-on 1.1).
 */
export const firstPartyAppRoutes: readonly Route[] = routesWithScope("apps", [
  ["GET", "/first-party-app-settings/{appName}", readSettings],
]).map((route) => ({ ...route, reservedFor: [] }));

/** The answer to any other name is not verified against a live org. */
function readSettings(call: ApiCall): ApiAnswer {
  const name = param(call, "appName");
  if (name !== "admin-console") throw notFound(name, "FirstPartyApp");
  return ok({ ...call.org.initial.adminConsole });
}
