import { logApp } from "../apps/app-log.ts";
import { queriedApps } from "../apps/app-query.ts";
import { appView } from "../apps/app-view.ts";
import { isFirstParty } from "../apps/first-party-apps.ts";
import {
  type ApiAnswer,
  type ApiCall,
  noContent,
  ok,
  type Route,
  routesWithScope,
} from "../call/api-call.ts";
import { pageAnswer, pageLimit } from "../call/paging.ts";
import { appPolicyIds } from "../policies/app-policy.ts";
import { forgetApp, giveDefaultPolicy, movePolicyMapping } from "../policies/policy-mappings.ts";
import type { EmulatedApp } from "../state/state.ts";
import { failure, invalid } from "../wire/api-failure.ts";
import { stringAt } from "../wire/json.ts";
import { givenApp } from "./given-app.ts";
import { givenPolicy } from "./given-policy.ts";

/** Applications, as far as signing in to them asks. */
export const appRoutes: readonly Route[] = routesWithScope("apps", [
  ["GET", "/apps", listApps],
  ["POST", "/apps", createApp],
  ["GET", "/apps/{appId}", (call) => shown(call, givenApp(call))],
  ["PUT", "/apps/{appId}", updateApp],
  ["DELETE", "/apps/{appId}", deleteApp],
  ["POST", "/apps/{appId}/lifecycle/activate", (call) => setStatus(call, "ACTIVE")],
  ["POST", "/apps/{appId}/lifecycle/deactivate", (call) => setStatus(call, "INACTIVE")],
  ["PUT", "/apps/{appId}/policies/{policyId}", assignPolicy],
]);

function shown(call: ApiCall, app: EmulatedApp): ApiAnswer {
  return ok(appView(app, appPolicyIds(call.org).get(app.id), call));
}

function listApps(call: ApiCall): ApiAnswer {
  const policies = appPolicyIds(call.org);
  return pageAnswer(call, queriedApps(call), pageLimit(call, 20, 200), (app) =>
    appView(app, policies.get(app.id), call),
  );
}

function requireLabel(call: ApiCall): string {
  const label = stringAt(call.body, "label") ?? "";
  if (label === "") throw invalid("label", "label: The field cannot be left blank");
  return label;
}

/** A new application lands on the app sign-in policy that is the default (sign-on 1.3). */
function createApp(call: ApiCall): ApiAnswer {
  const label = requireLabel(call);
  const signOnMode = stringAt(call.body, "signOnMode") ?? "OPENID_CONNECT";
  const ownName = signOnMode === "OPENID_CONNECT" ? "oidc_client" : `acme_${label.toLowerCase()}_1`;
  const app: EmulatedApp = {
    id: call.org.ids.next("0oa"),
    name: stringAt(call.body, "name") ?? ownName,
    label,
    status: call.query.get("activate") === "false" ? "INACTIVE" : "ACTIVE",
    signOnMode,
    applicationType: stringAt(call.body, "settings", "oauthClient", "application_type") ?? "web",
    created: call.now,
    lastUpdated: call.now,
    userIds: [],
    groupIds: [],
  };
  call.org.apps.put(app);
  logApp(call, "application.lifecycle.create", app);
  giveDefaultPolicy(call, app);
  return shown(call, app);
}

function updateApp(call: ApiCall): ApiAnswer {
  const after = { ...givenApp(call), label: requireLabel(call), lastUpdated: call.now };
  call.org.apps.put(after);
  logApp(call, "application.lifecycle.update", after);
  return shown(call, after);
}

/** Only what is switched off can be deleted, and nothing of Okta's own. */
function deleteApp(call: ApiCall): ApiAnswer {
  const app = givenApp(call);
  if (app.status === "ACTIVE" || isFirstParty(app)) {
    throw failure(403, "E0000056", "Delete application forbidden.");
  }
  forgetApp(call, app);
  call.org.apps.delete(app.id);
  logApp(call, "application.lifecycle.delete", app);
  return noContent;
}

function setStatus(call: ApiCall, status: EmulatedApp["status"]): ApiAnswer {
  const app = givenApp(call);
  if (app.status !== status) {
    const after = { ...app, status, lastUpdated: call.now };
    call.org.apps.put(after);
    logApp(call, `application.lifecycle.${status === "ACTIVE" ? "activate" : "deactivate"}`, after);
  }
  return { status: 200, body: {} };
}

function assignPolicy(call: ApiCall): ApiAnswer {
  movePolicyMapping(call, givenPolicy(call), givenApp(call));
  return noContent;
}
