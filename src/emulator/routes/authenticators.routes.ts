import { repeatingKeys } from "../../model/authenticators.ts";
import { requireUnused } from "../authenticators/authenticator-use.ts";
import { authenticatorView, methodView } from "../authenticators/authenticator-view.ts";
import { authenticatorKinds, newAuthenticator } from "../authenticators/default-authenticators.ts";
import { type ApiAnswer, type ApiCall, ok, param, type Route, routesWithScope } from "../call/api-call.ts";
import { target } from "../log/log-events.ts";
import { authenticatorsByName } from "../policies/enrollment-settings.ts";
import type { AuthenticatorMethod, EmulatedAuthenticator } from "../state/state.ts";
import { failure, invalid, notFound } from "../wire/api-failure.ts";
import { isJsonObject, stringAt } from "../wire/json.ts";

type Handle = Route["handle"];

/** Authenticators and their methods (okta-api 5). */
export const authenticatorRoutes = routesWithScope("authenticators", [
  ["GET", "/authenticators", identityOnly(listAuthenticators)],
  ["POST", "/authenticators", identityOnly(createAuthenticator)],
  ["GET", "/authenticators/{authenticatorId}", identityOnly(readAuthenticator)],
  ["PUT", "/authenticators/{authenticatorId}", identityOnly(updateAuthenticator)],
  ["POST", "/authenticators/{authenticatorId}/lifecycle/activate", identityOnly(activate)],
  ["POST", "/authenticators/{authenticatorId}/lifecycle/deactivate", identityOnly(deactivate)],
  ["GET", "/authenticators/{authenticatorId}/methods", identityOnly(listMethods)],
  ["GET", "/authenticators/{authenticatorId}/methods/{method}", identityOnly(readMethod)],
  ["PUT", "/authenticators/{authenticatorId}/methods/{method}", identityOnly(updateMethod)],
  ["POST", methodLifecycle("activate"), identityOnly((call) => setMethodStatus(call, "ACTIVE"))],
  ["POST", methodLifecycle("deactivate"), identityOnly((call) => setMethodStatus(call, "INACTIVE"))],
]);

function methodLifecycle(action: string): string {
  return `/authenticators/{authenticatorId}/methods/{method}/lifecycle/${action}`;
}

/** Classic's answer is not verified against a live org; a feature that is off gets E0000015 (okta-api 8). */
function identityOnly(handle: Handle): Handle {
  return (call) => {
    if (call.org.initial.engine === "identity") return handle(call);
    throw failure(401, "E0000015", "You do not have permission to access the feature you are requesting");
  };
}

function givenAuthenticator(call: ApiCall): EmulatedAuthenticator {
  const id = param(call, "authenticatorId");
  const authenticator = call.org.authenticators.get(id);
  if (authenticator === undefined) throw notFound(id, "Authenticator");
  return authenticator;
}

function answer(call: ApiCall, authenticator: EmulatedAuthenticator): ApiAnswer {
  return ok(authenticatorView(authenticator, call.baseUrl));
}

function listAuthenticators(call: ApiCall): ApiAnswer {
  return ok(authenticatorsByName(call.org).map((one) => authenticatorView(one, call.baseUrl)));
}

function readAuthenticator(call: ApiCall): ApiAnswer {
  return answer(call, givenAuthenticator(call));
}

function put(call: ApiCall, what: string, authenticator: EmulatedAuthenticator): ApiAnswer {
  call.org.authenticators.put(authenticator);
  call.log({
    eventType: `security.authenticator.lifecycle.${what}`,
    targets: [target("Authenticator", authenticator.id, authenticator.name, authenticator.key)],
  });
  return answer(call, authenticator);
}

function createAuthenticator(call: ApiCall): ApiAnswer {
  const key = stringAt(call.body, "key") ?? "";
  if (authenticatorKinds[key] === undefined) throw invalid("key", "key: Invalid authenticator key.");
  const exists = call.org.authenticators.all().some((authenticator) => authenticator.key === key);
  if (exists && !repeatingKeys.has(key)) {
    throw invalid("key", "key: An authenticator of this key already exists.");
  }
  const usual = newAuthenticator(key, call.org.ids.next("aut"), call.now);
  const { settings, provider } = call.body;
  return put(call, "create", {
    ...usual,
    name: stringAt(call.body, "name") ?? usual.name,
    status: call.query.get("activate") === "true" ? "ACTIVE" : "INACTIVE",
    settings: isJsonObject(settings) ? settings : usual.settings,
    provider: isJsonObject(provider) ? provider : usual.provider,
  });
}

function updateAuthenticator(call: ApiCall): ApiAnswer {
  const before = givenAuthenticator(call);
  const { settings, provider } = call.body;
  return put(call, "update", {
    ...before,
    name: stringAt(call.body, "name") ?? before.name,
    settings: isJsonObject(settings) ? { ...before.settings, ...settings } : before.settings,
    provider: isJsonObject(provider) ? provider : before.provider,
    lastUpdated: call.now,
  });
}

function activate(call: ApiCall): ApiAnswer {
  return put(call, "activate", { ...givenAuthenticator(call), status: "ACTIVE", lastUpdated: call.now });
}

function deactivate(call: ApiCall): ApiAnswer {
  const before = givenAuthenticator(call);
  requireUnused(call.org, before);
  return put(call, "deactivate", { ...before, status: "INACTIVE", lastUpdated: call.now });
}

function givenMethod(call: ApiCall, authenticator: EmulatedAuthenticator): AuthenticatorMethod {
  const type = param(call, "method");
  const method = authenticator.methods.find((candidate) => candidate.type === type);
  if (method === undefined) throw notFound(type, "AuthenticatorMethod");
  return method;
}

function listMethods(call: ApiCall): ApiAnswer {
  const authenticator = givenAuthenticator(call);
  return ok(authenticator.methods.map((method) => methodView(authenticator, method, call.baseUrl)));
}

function readMethod(call: ApiCall): ApiAnswer {
  const authenticator = givenAuthenticator(call);
  return ok(methodView(authenticator, givenMethod(call, authenticator), call.baseUrl));
}

function putMethod(call: ApiCall, change: Partial<AuthenticatorMethod>): ApiAnswer {
  const before = givenAuthenticator(call);
  const method = { ...givenMethod(call, before), ...change };
  const methods = before.methods.map((other) => (other.type === method.type ? method : other));
  put(call, "update", { ...before, methods, lastUpdated: call.now });
  return ok(methodView({ ...before, methods }, method, call.baseUrl));
}

function updateMethod(call: ApiCall): ApiAnswer {
  const { settings } = call.body;
  return putMethod(call, isJsonObject(settings) ? { settings } : {});
}

function setMethodStatus(call: ApiCall, status: AuthenticatorMethod["status"]): ApiAnswer {
  return putMethod(call, { status });
}
