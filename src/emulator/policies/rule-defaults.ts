import type { Engine } from "../../model/words.ts";
import {
  asList,
  asObject,
  fieldAt,
  isJsonObject,
  type Json,
  type JsonObject,
  withField,
} from "../wire/json.ts";
import { completedAppSignOn, completedPlatform } from "./app-rule-defaults.ts";

/** Conditions that the server adds to a rule without them, by policy type (okta-api 4.2 to 4.5). */
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
  SESSION_VIOLATION_DETECTION: { network: { connection: "ANYWHERE" } },
  IDP_DISCOVERY: {
    network: { connection: "ANYWHERE" },
    userIdentifier: { patterns: [] },
    app: { include: [], exclude: [] },
  },
};

/** A rule's conditions with what the server adds. */
export function completedConditions(type: string, written: JsonObject, asksRisk: boolean): JsonObject {
  const conditions = merged(conditionDefaults[type] ?? {}, withoutEmptyLists(written));
  const withRisk =
    type === "OKTA_SIGN_ON" && asksRisk
      ? merged({ risk: { behaviors: [] }, riskScore: { level: "ANY" } }, conditions)
      : conditions;
  // An `include` or `exclude` list of people brings its counterpart along, empty.
  const withPeople = isJsonObject(fieldAt(withRisk, "people", "users"))
    ? merged({ people: { users: { exclude: [] } } }, withRisk)
    : withRisk;
  return type === "ACCESS_POLICY" ? completedPlatform(withPeople) : withPeople;
}

/** Empty lists of people and groups are not kept. */
function withoutEmptyLists(conditions: JsonObject): JsonObject {
  const people = conditions["people"];
  if (!isJsonObject(people)) return conditions;
  const parts = ["users", "groups"].flatMap((part) => {
    const lists = Object.entries(asObject(people[part])).filter(([, list]) => asList(list).length > 0);
    const isShown = lists.length > 0 || (part === "users" && people[part] !== undefined);
    return isShown ? [[part, Object.fromEntries(lists)] as const] : [];
  });
  return { ...conditions, people: Object.fromEntries(parts) };
}

/** Changes that the server makes to a rule's actions, by policy type. */
const actionForms: Readonly<Record<string, (written: JsonObject, engine: Engine) => JsonObject>> = {
  OKTA_SIGN_ON: (written, engine) => merged({ signon: sessionDefaults(engine) }, written),
  ACCESS_POLICY: (written) => ({ ...written, appSignOn: completedAppSignOn(asObject(written["appSignOn"])) }),
  IDP_DISCOVERY: withMatchProperty,
  POST_AUTH_SESSION: withLogout,
};

/** A rule's actions with what the server adds. */
export function completedActions(type: string, written: JsonObject, engine: Engine): JsonObject {
  return actionForms[type]?.(written, engine) ?? written;
}

/** Which factor comes first can be chosen on Identity Engine only. */
function sessionDefaults(engine: Engine): JsonObject {
  return {
    access: "ALLOW",
    requireFactor: false,
    ...(engine === "identity" ? { primaryFactor: "PASSWORD_IDP_ANY_FACTOR" } : {}),
    rememberDeviceByDefault: false,
    session: { usePersistentCookie: false, maxSessionIdleMinutes: 120, maxSessionLifetimeMinutes: 0 },
  };
}

/** A routing rule that takes its provider from an expression says which property is meant, as recorded. */
function withMatchProperty(actions: JsonObject): JsonObject {
  const { shouldFallBackToOkta, ...idp } = asObject(actions["idp"]);
  const criteria = asList(idp["matchCriteria"]).map((one) =>
    isJsonObject(one) ? { propertyName: "name", ...one } : one,
  );
  return {
    ...actions,
    idp: {
      ...idp,
      ...(criteria.length > 0 ? { matchCriteria: criteria } : {}),
      ...(shouldFallBackToOkta === true ? { shouldFallBackToOkta } : {}),
    },
  };
}

/** A failure action comes back with `slo` (single logout), null where none was asked for. */
function withLogout(actions: JsonObject): JsonObject {
  const path = ["postAuthSession", "failureActions"];
  const failures = fieldAt(actions, ...path);
  if (!Array.isArray(failures)) return actions;
  const filled = asList(failures).map((action) => (isJsonObject(action) ? { slo: null, ...action } : action));
  return withField(actions, path, filled);
}

/** Two objects as one; where both have a field, objects are merged and anything else is the second's. */
export function merged(first: JsonObject, second: JsonObject): JsonObject {
  const result: Record<string, Json | undefined> = { ...first };
  for (const [name, value] of Object.entries(second)) {
    const old = first[name];
    result[name] = isJsonObject(old) && isJsonObject(value) ? merged(asObject(old), value) : value;
  }
  return result;
}
