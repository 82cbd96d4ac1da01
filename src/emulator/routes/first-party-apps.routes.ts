import { isSuperAdmin } from "../apps/app-query.ts";
import { type ApiAnswer, type ApiCall, ok, param, routesWithScope } from "../server/api-call.ts";
import { failure, notFound } from "../server/api-failure.ts";

/** Settings of Okta's own applications, of which there is one kind: how long a session of the Admin Console lasts. */
export const firstPartyAppRoutes = routesWithScope("apps", [
  ["GET", "/first-party-app-settings/{appName}", readSettings],
]);

/** Refused below super administrator (sign-on 1.1); what another name answers is not verified against a live org. */
function readSettings(call: ApiCall): ApiAnswer {
  if (!isSuperAdmin(call)) {
    throw failure(403, "E0000006", "You do not have permission to perform the requested action");
  }
  const name = param(call, "appName");
  if (name !== "admin-console") throw notFound(name, "FirstPartyApp");
  return ok({ ...call.org.initial.adminConsole });
}
