import { invalid } from "../wire/api-failure.ts";
import { asList, fieldAt, type Json, type JsonObject, stringAt } from "../wire/json.ts";

/** A field of a rule that takes one of some words, where it is there at all. */
interface WordCheck {
  readonly path: readonly string[];
  readonly words: readonly string[];
}

const risk: WordCheck = {
  path: ["conditions", "riskScore", "level"],
  words: ["ANY", "LOW", "MEDIUM", "HIGH"],
};
const access = (...path: readonly string[]): WordCheck => ({
  path: ["actions", ...path, "access"],
  words: ["ALLOW", "DENY"],
});

/** By policy type; the words are those of Okta's OpenAPI document (`CHALLENGE` is Classic's factor sequencing). */
const wordChecks: Readonly<Record<string, readonly WordCheck[]>> = {
  OKTA_SIGN_ON: [
    { path: ["actions", "signon", "access"], words: ["ALLOW", "DENY", "CHALLENGE"] },
    { path: ["actions", "signon", "primaryFactor"], words: ["PASSWORD_IDP", "PASSWORD_IDP_ANY_FACTOR"] },
    { path: ["actions", "signon", "factorPromptMode"], words: ["ALWAYS", "DEVICE", "SESSION"] },
    { path: ["conditions", "authContext", "authType"], words: ["ANY", "RADIUS", "LDAP_INTERFACE"] },
    { path: ["conditions", "identityProvider", "provider"], words: ["ANY", "OKTA", "SPECIFIC_IDP"] },
    risk,
  ],
  ACCESS_POLICY: [
    access("appSignOn"),
    {
      path: ["actions", "appSignOn", "verificationMethod", "type"],
      words: ["ASSURANCE", "AUTH_METHOD_CHAIN", "ID_PROOFING"],
    },
    { path: ["actions", "appSignOn", "verificationMethod", "factorMode"], words: ["1FA", "2FA"] },
    risk,
  ],
  PASSWORD: [
    access("passwordChange"),
    access("selfServicePasswordReset"),
    access("selfServiceUnlock"),
    {
      path: ["actions", "selfServicePasswordReset", "requirement", "accessControl"],
      words: ["AUTH_POLICY", "LEGACY"],
    },
  ],
};

/**
 * Refuses a rule that Okta would not take. What Okta says about it is not verified against a live org.
 * @throws ApiFailure E0000001
 */
export function checkRule(type: string, rule: { conditions: JsonObject; actions: JsonObject }): void {
  for (const { path, words } of wordChecks[type] ?? []) {
    const word = fieldAt(rule, ...path);
    if (word !== undefined && !(typeof word === "string" && words.includes(word))) {
      refuse(path, `must be one of ${words.join(", ")}`);
    }
  }
  if (type === "OKTA_SIGN_ON") checkSession(rule.actions);
  if (type === "ACCESS_POLICY") {
    checkDevice(rule.conditions);
    checkMethod(fieldAt(rule.actions, "appSignOn", "verificationMethod"));
  }
}

function refuse(path: readonly string[], cause: string): never {
  const field = path.join(".");
  throw invalid(field, `${field}: The field ${cause}.`);
}

/** A second factor is asked for at some time, and remembered for a whole number of minutes. */
function checkSession(actions: JsonObject): void {
  const signon = ["actions", "signon"];
  if (fieldAt(actions, "signon", "requireFactor") === true) {
    if (stringAt(actions, "signon", "factorPromptMode") === null) {
      refuse([...signon, "factorPromptMode"], "is needed when a factor is required");
    }
  }
  const times = [
    ["factorLifetime"],
    ["session", "maxSessionIdleMinutes"],
    ["session", "maxSessionLifetimeMinutes"],
  ];
  for (const path of times) {
    const minutes = fieldAt(actions, "signon", ...path);
    if (minutes !== undefined && !(Number.isInteger(minutes) && Number(minutes) >= 0)) {
      refuse([...signon, ...path], "must be a whole number of minutes");
    }
  }
}

function checkDevice(conditions: JsonObject): void {
  const isManaged = fieldAt(conditions, "device", "managed") === true;
  if (isManaged && fieldAt(conditions, "device", "registered") !== true) {
    refuse(["conditions", "device", "registered"], "must be true for a managed device");
  }
}

/** Okta takes up to five chains of up to three steps, and a time in the steps or on top but not both (sign-on 1.3). */
function checkMethod(method: Json | undefined): void {
  const path = ["actions", "appSignOn", "verificationMethod"];
  const chains = asList(fieldAt(method, "chains"));
  if (stringAt(method, "type") === "AUTH_METHOD_CHAIN" && chains.length === 0) {
    refuse([...path, "chains"], "is needed");
  }
  if (chains.length > 5) refuse([...path, "chains"], "takes up to five chains");
  const steps = chains.map(stepsOf);
  if (steps.some((chain) => chain.length > 3)) refuse([...path, "chains"], "takes up to three steps a chain");
  const times = steps.flat().map((step) => fieldAt(step, "reauthenticateIn"));
  const onTop = fieldAt(method, "reauthenticateIn");
  if (onTop !== undefined && times.some((time) => time !== undefined)) {
    refuse([...path, "reauthenticateIn"], "is on the method or in its steps, not both");
  }
  const parts = asList(fieldAt(method, "constraints")).flatMap((one) => [
    fieldAt(one, "knowledge", "reauthenticateIn"),
    fieldAt(one, "possession", "reauthenticateIn"),
  ]);
  for (const time of [onTop, fieldAt(method, "inactivityPeriod"), ...times, ...parts]) {
    if (time !== undefined && !isDuration(time)) {
      refuse([...path, "reauthenticateIn"], "must be an ISO 8601 duration");
    }
  }
}

/** The steps of a chain: itself, and what `next` leads to. */
function stepsOf(chain: Json): readonly Json[] {
  const [next] = asList(fieldAt(chain, "next"));
  return next === undefined ? [chain] : [chain, ...stepsOf(next)];
}

const isDuration = (time: Json): boolean =>
  typeof time === "string" && /^P(?!$)(\d+D)?(T(?!$)(\d+H)?(\d+M)?(\d+S)?)?$/.test(time);
