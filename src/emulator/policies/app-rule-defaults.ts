import { asList, asObject, isJsonObject, type Json, type JsonObject } from "../wire/json.ts";

/** Completes the requirements of an app sign-in rule with the server's defaults (sign-on 1.3). */
export function completedAppSignOn(written: JsonObject): JsonObject {
  const { access = "ALLOW", verificationMethod, keepMeSignedIn, ...rest } = written;
  const isAsked = verificationMethod !== undefined || access !== "DENY";
  return {
    access,
    ...(isAsked ? { verificationMethod: completedMethod(asObject(verificationMethod)) } : {}),
    ...rest,
    keepMeSignedIn: { postAuth: "NOT_ALLOWED", ...asObject(keepMeSignedIn) },
  };
}

function completedMethod(written: JsonObject): JsonObject {
  const type = written["type"] ?? (Array.isArray(written["chains"]) ? "AUTH_METHOD_CHAIN" : "ASSURANCE");
  if (type === "AUTH_METHOD_CHAIN") {
    // A chain says itself how many factors it takes; what else is said of that is not kept, as recorded.
    const { factorMode: _factorMode, inactivityPeriod: _inactivityPeriod, ...chained } = written;
    return { ...chained, type };
  }
  if (type !== "ASSURANCE") return { ...written, type };
  const { constraints, ...rest } = written;
  return {
    factorMode: "2FA",
    reauthenticateIn: "PT12H",
    ...rest,
    type,
    ...(Array.isArray(constraints) ? { constraints: asList(constraints).map(completedConstraint) } : {}),
  };
}

/** Each part says whether it is required: not when it does no more than leave methods out (sign-on 1.3). */
function completedConstraint(constraint: Json): Json {
  if (!isJsonObject(constraint)) return constraint;
  const parts = Object.entries(constraint).map(([name, part]) => {
    if (!isJsonObject(part)) return [name, part] as const;
    const asked = Object.keys(part).filter((key) => key !== "excludedAuthenticationMethods");
    return [name, { required: asked.length > 0, ...part }] as const;
  });
  return Object.fromEntries(parts);
}

/** A platform condition has both its lists, and none is shown where the request's was empty, as recorded. */
export function completedPlatform(conditions: JsonObject): JsonObject {
  const { platform, ...rest } = conditions;
  if (!isJsonObject(platform) || asList(platform["include"]).length === 0) return rest;
  const include = asList(platform["include"]).map(withoutNullExpression);
  return { ...rest, platform: { exclude: [], ...platform, include } };
}

function withoutNullExpression(platform: Json): Json {
  if (!isJsonObject(platform) || !isJsonObject(platform["os"])) return platform;
  const { expression, ...os } = platform["os"];
  return { ...platform, os: expression === null || expression === undefined ? os : { ...os, expression } };
}
