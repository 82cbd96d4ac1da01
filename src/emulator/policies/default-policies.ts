import type { Engine } from "../../model/words.ts";
import type { JsonObject } from "../wire/json.ts";
import type { BuiltInPolicy, BuiltInRule } from "./built-in-policy.ts";
import { builtInAppPolicies } from "./default-app-policies.ts";
import { completedActions, completedConditions } from "./rule-defaults.ts";

/** The rule that a default policy always has, with what the server adds to a rule of its type. */
function defaultRule(type: string, actions: JsonObject, engine: Engine): BuiltInRule {
  return {
    name: "Default Rule",
    priority: 1,
    system: true,
    conditions: completedConditions(type, {}, true),
    actions: completedActions(type, actions, engine),
  };
}

/** A policy for Everyone that comes after all others of its type. */
function defaultPolicy(
  type: string,
  actions: JsonObject,
  engine: Engine,
  more: { readonly conditions?: JsonObject; readonly settings?: JsonObject } = {},
): BuiltInPolicy {
  return {
    type,
    name: "Default Policy",
    description: "The default policy applies in all situations if no other policy applies.",
    system: true,
    resourceType: null,
    everyone: true,
    conditions: {},
    settings: null,
    rules: [defaultRule(type, actions, engine)],
    ...more,
  };
}

/** Settings of the default password policy until somebody changes them. */
export const passwordSettings: JsonObject = {
  password: {
    complexity: {
      minLength: 8,
      minLowerCase: 1,
      minUpperCase: 1,
      minNumber: 1,
      minSymbol: 0,
      excludeUsername: true,
      dictionary: { common: { exclude: false } },
      excludeAttributes: [],
    },
    age: { maxAgeDays: 0, expireWarnDays: 0, minAgeMinutes: 0, historyCount: 4 },
    lockout: {
      maxAttempts: 10,
      autoUnlockMinutes: 0,
      userLockoutNotificationChannels: [],
      showLockoutFailures: false,
    },
    breachedProtection: { expireAfterDays: 0, logoutEnabled: true, delegatedWorkflowId: null },
  },
  recovery: {
    factors: {
      recovery_question: { status: "INACTIVE", properties: { complexity: { minLength: 4 } } },
      okta_email: { status: "INACTIVE", properties: { recoveryToken: { tokenLifetimeMinutes: 60 } } },
      okta_sms: { status: "INACTIVE" },
      okta_call: { status: "INACTIVE" },
    },
  },
  delegation: { options: { skipUnlock: false } },
};

function idpDiscovery(engine: Engine): BuiltInPolicy {
  const toOkta = { idp: { providers: [{ type: "OKTA" }], idpSelectionType: "SPECIFIC" } };
  return {
    ...defaultPolicy("IDP_DISCOVERY", toOkta, engine),
    name: "Idp Discovery Policy",
    description: "The default IdP Discovery Policy",
    everyone: false,
    conditions: null,
  };
}

function ofBothEngines(engine: Engine): readonly BuiltInPolicy[] {
  const recovery = {
    passwordChange: { access: "ALLOW" },
    selfServicePasswordReset: { access: "ALLOW" },
    selfServiceUnlock: { access: "DENY" },
  };
  return [
    defaultPolicy("MFA_ENROLL", { enroll: { self: "CHALLENGE" } }, engine),
    defaultPolicy("OKTA_SIGN_ON", {}, engine),
    defaultPolicy("PASSWORD", recovery, engine, {
      conditions: { authProvider: { provider: "OKTA" } },
      settings: passwordSettings,
    }),
    idpDiscovery(engine),
  ];
}

/** The policies every org of an engine has from the start (okta-api 4). */
export const builtInPolicies: Readonly<Record<Engine, readonly BuiltInPolicy[]>> = {
  identity: [...ofBothEngines("identity"), ...builtInAppPolicies],
  classic: ofBothEngines("classic"),
};
