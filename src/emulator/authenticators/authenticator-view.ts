import type { AuthenticatorMethod, EmulatedAuthenticator } from "../state/state.ts";
import type { JsonObject } from "../wire/json.ts";

const post = { hints: { allow: ["POST"] } };
const get = { hints: { allow: ["GET"] } };

/** Okta Verify and custom apps are enrolled by an app, which finds the way by this link. */
const enrolledByApp: ReadonlySet<string> = new Set(["okta_verify", "custom_app"]);

/** An authenticator as Okta shows it; the password cannot be switched off and has no link for it (okta-api 5). */
export function authenticatorView(authenticator: EmulatedAuthenticator, baseUrl: string): JsonObject {
  const self = `${baseUrl}/api/v1/authenticators/${authenticator.id}`;
  const { key, settings, provider } = authenticator;
  const lifecycle = authenticator.status === "ACTIVE" ? "deactivate" : "activate";
  return {
    type: authenticator.type,
    id: authenticator.id,
    key,
    status: authenticator.status,
    name: authenticator.name,
    created: authenticator.created,
    lastUpdated: authenticator.lastUpdated,
    ...(settings === null ? {} : { settings }),
    ...(provider === null ? {} : { provider }),
    _links: {
      self: { href: self, hints: { allow: ["GET", "PUT"] } },
      ...(key === "okta_password"
        ? {}
        : { [lifecycle]: { href: `${self}/lifecycle/${lifecycle}`, ...post } }),
      methods: { href: `${self}/methods`, ...get },
      ...(enrolledByApp.has(key) ? { enroll: { href: `${baseUrl}/idp/authenticators`, ...post } } : {}),
      ...(key === "webauthn"
        ? { aaguids: { href: `${self}/aaguids`, hints: { allow: ["GET", "POST"] } } }
        : {}),
    },
  };
}

/** A method of an authenticator, such as `sms` of the phone. */
export function methodView(
  authenticator: EmulatedAuthenticator,
  method: AuthenticatorMethod,
  baseUrl: string,
): JsonObject {
  const self = `${baseUrl}/api/v1/authenticators/${authenticator.id}/methods/${method.type}`;
  const lifecycle = method.status === "ACTIVE" ? "deactivate" : "activate";
  return {
    type: method.type,
    status: method.status,
    ...(method.settings === null ? {} : { settings: method.settings }),
    _links: {
      self: { href: self, hints: { allow: ["GET", "PUT"] } },
      ...(authenticator.methods.length > 1
        ? { [lifecycle]: { href: `${self}/lifecycle/${lifecycle}`, ...post } }
        : {}),
    },
  };
}
