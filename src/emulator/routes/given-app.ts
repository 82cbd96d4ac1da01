import { seesFirstParty } from "../apps/app-query.ts";
import { isFirstParty } from "../apps/first-party-apps.ts";
import { type ApiCall, param } from "../call/api-call.ts";
import type { EmulatedApp } from "../state/state.ts";
import { notFound } from "../wire/api-failure.ts";

/**
 * The application of an id. Okta's own are there for super administrators alone; what others are answered is not
 * verified against a live org.
 * @throws ApiFailure E0000007
 */
export function appOfId(call: ApiCall, id: string): EmulatedApp {
  const app = call.org.apps.get(id);
  if (app === undefined || (isFirstParty(app) && !seesFirstParty(call.caller)))
    throw notFound(id, "AppInstance");
  return app;
}

/**
 * The application that the path names by id.
 * @throws ApiFailure E0000007
 */
export function givenApp(call: ApiCall): EmulatedApp {
  return appOfId(call, param(call, "appId"));
}
