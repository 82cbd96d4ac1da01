import { asObject, asStrings, fieldAt, isJsonObject, type Json, type JsonObject } from "./json.ts";
import { withField } from "./state-names.ts";

/** What the server adds to a rule's conditions where the request leaves it out, by policy type (okta-api 4.2 to 4.5). */
const conditionDefaults: Readonly<Record<string, JsonObject>> = {
  MFA_ENROLL: { people: { users: { exclude: [] } }, network: { connection: "ANYWHERE" } },
  OKTA_SIGN_ON: {
    people: { users: { exclude: [] } },
    network: { connection: "ANYWHERE" },
    authContext: { authType: "ANY" },
    identityProvider: { provider: "ANY" },
  },
  PASSWORD: { people: { users: { exclude: [] } }, network: { connection: "ANYWHERE" } },
  ACCESS_POLICY: {
    people: { users: { exclude: [] } },
    network: { connection: "ANYWHERE" },
    riskScore: { level: "ANY" },
    userType: { include: [], exclude: [] },
  },
  IDP_DISCOVERY: {
    network: { connection: "ANYWHERE" },
    userIdentifier: { patterns: [] },
    app: { include: [], exclude: [] },
  },
};

/** A rule's conditions with what the server adds. */
export function completedConditions(type: string, written: JsonObject, asksRisk: boolean): JsonObject {
  const conditions = merged(conditionDefaults[type] ?? {}, written);
  const withRisk =
    type === "OKTA_SIGN_ON" && asksRisk
      ? merged({ risk: { behaviors: [] }, riskScore: { level: "ANY" } }, conditions)
      : conditions;
  // An `include` or `exclude` list of people brings its counterpart along, empty.
  return isJsonObject(fieldAt(withRisk, "people", "users"))
    ? merged({ people: { users: { exclude: [] } } }, withRisk)
    : withRisk;
}

/** What the server adds to a rule's actions. */
export function completedActions(type: string, written: JsonObject): JsonObject {
  if (type === "OKTA_SIGN_ON") {
    return merged(
      {
        signon: {
          access: "ALLOW",
          requireFactor: false,
          primaryFactor: "PASSWORD_IDP_ANY_FACTOR",
          rememberDeviceByDefault: false,
          session: { usePersistentCookie: false, maxSessionIdleMinutes: 120, maxSessionLifetimeMinutes: 0 },
        },
      },
      written,
    );
  }
  if (type === "ACCESS_POLICY") {
    return merged({ appSignOn: { keepMeSignedIn: { postAuth: "NOT_ALLOWED" } } }, written);
  }
  if (type === "PASSWORD") return sortedMethods(written);
  return written;
}

/** Recovery methods come back sorted. */
function sortedMethods(actions: JsonObject): JsonObject {
  const path = ["selfServicePasswordReset", "requirement", "primary", "methods"];
  const methods = fieldAt(actions, ...path);
  return Array.isArray(methods) ? withField(actions, path, [...asStrings(methods)].sort()) : actions;
}

/** Two objects as one; where both have a field, objects are merged and anything else is the second's. */
function merged(first: JsonObject, second: JsonObject): JsonObject {
  const result: Record<string, Json | undefined> = { ...first };
  for (const [name, value] of Object.entries(second)) {
    const old = first[name];
    result[name] = isJsonObject(old) && isJsonObject(value) ? merged(asObject(old), value) : value;
  }
  return result;
}
