import type { ApiCall } from "../call/api-call.ts";
import type { EmulatedApp } from "../state/state.ts";
import type { Json, JsonObject } from "../wire/json.ts";

/** An application as Okta shows it; `policyId` is its app sign-in policy's (sign-on 1.1). */
export function appView(app: EmulatedApp, policyId: string | undefined, call: ApiCall): JsonObject {
  const self = `${call.baseUrl}/api/v1/apps/${app.id}`;
  const lifecycle = app.status === "ACTIVE" ? "deactivate" : "activate";
  const links: Record<string, Json> = {
    self: { href: self },
    policies: { href: `${self}/policies`, hints: { allow: ["PUT"] } },
    groups: { href: `${self}/groups` },
    users: { href: `${self}/users` },
    [lifecycle]: { href: `${self}/lifecycle/${lifecycle}` },
  };
  if (policyId !== undefined) links["accessPolicy"] = { href: `${call.baseUrl}/api/v1/policies/${policyId}` };
  return {
    id: app.id,
    name: app.name,
    label: app.label,
    status: app.status,
    created: app.created,
    lastUpdated: app.lastUpdated,
    features: [],
    signOnMode: app.signOnMode,
    ...(app.signOnMode === "OPENID_CONNECT" ? oauthClient(app) : {}),
    _links: links,
  };
}

function oauthClient(app: EmulatedApp): JsonObject {
  const isService = app.applicationType === "service";
  return {
    credentials: {
      oauthClient: {
        client_id: app.id,
        token_endpoint_auth_method: isService ? "private_key_jwt" : "client_secret_basic",
      },
    },
    settings: {
      oauthClient: {
        application_type: app.applicationType,
        grant_types: [isService ? "client_credentials" : "authorization_code"],
      },
    },
  };
}
