import type { Engine } from "../../model/words.ts";
import type { JsonObject } from "../json.ts";

/** A policy that Okta makes itself; ids, times and places in the order are given when a state is filled. */
export interface SystemPolicy {
  readonly type: string;
  readonly name: string;
  readonly description: string;
  /** Whether it applies to Everyone by a condition. */
  readonly everyone: boolean;
  readonly conditions: JsonObject | null;
  readonly settings: JsonObject | null;
  readonly rule: {
    readonly name: string;
    readonly priority: number;
    readonly conditions: JsonObject | null;
    readonly actions: JsonObject;
  };
}

const applies = "The default policy applies in all situations if no other policy applies.";
const anywhere: JsonObject = {
  people: { users: { exclude: [] } },
  network: { connection: "ANYWHERE" },
};

const enrollmentDefault: SystemPolicy = {
  type: "MFA_ENROLL",
  name: "Default Policy",
  description: applies,
  everyone: true,
  conditions: {},
  settings: null,
  rule: {
    name: "Default Rule",
    priority: 1,
    conditions: anywhere,
    actions: { enroll: { self: "CHALLENGE" } },
  },
};

const signOnDefault: SystemPolicy = {
  type: "OKTA_SIGN_ON",
  name: "Default Policy",
  description: applies,
  everyone: true,
  conditions: {},
  settings: null,
  rule: {
    name: "Default Rule",
    priority: 1,
    conditions: {
      ...anywhere,
      authContext: { authType: "ANY" },
      risk: { behaviors: [] },
      riskScore: { level: "ANY" },
      identityProvider: { provider: "ANY" },
    },
    actions: {
      signon: {
        access: "ALLOW",
        requireFactor: false,
        primaryFactor: "PASSWORD_IDP_ANY_FACTOR",
        rememberDeviceByDefault: false,
        session: { usePersistentCookie: false, maxSessionIdleMinutes: 120, maxSessionLifetimeMinutes: 0 },
      },
    },
  },
};

const passwordDefault: SystemPolicy = {
  type: "PASSWORD",
  name: "Default Policy",
  description: applies,
  everyone: true,
  conditions: { authProvider: { provider: "OKTA" } },
  settings: {
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
  },
  rule: {
    name: "Default Rule",
    priority: 1,
    conditions: anywhere,
    actions: {
      passwordChange: { access: "ALLOW" },
      selfServicePasswordReset: { access: "ALLOW" },
      selfServiceUnlock: { access: "DENY" },
    },
  },
};

const idpDiscovery: SystemPolicy = {
  type: "IDP_DISCOVERY",
  name: "Idp Discovery Policy",
  description: "The default IdP Discovery Policy",
  everyone: false,
  conditions: null,
  settings: null,
  rule: {
    name: "Default Rule",
    priority: 1,
    conditions: { network: { connection: "ANYWHERE" }, userIdentifier: { patterns: [] } },
    actions: { idp: { providers: [{ type: "OKTA" }], idpSelectionType: "SPECIFIC" } },
  },
};

const accessDefault: SystemPolicy = {
  type: "ACCESS_POLICY",
  name: "Any two factors",
  description: "Require two factors to access.",
  everyone: false,
  conditions: null,
  settings: null,
  rule: {
    name: "Catch-all Rule",
    priority: 99,
    conditions: null,
    actions: {
      appSignOn: {
        access: "ALLOW",
        verificationMethod: { factorMode: "2FA", type: "ASSURANCE", reauthenticateIn: "PT12H" },
        keepMeSignedIn: { postAuth: "NOT_ALLOWED" },
      },
    },
  },
};

/** The policies every org of an engine has from the start (okta-api 4). */
export const systemPolicies: Readonly<Record<Engine, readonly SystemPolicy[]>> = {
  identity: [enrollmentDefault, signOnDefault, passwordDefault, idpDiscovery, accessDefault],
  classic: [enrollmentDefault, signOnDefault, passwordDefault, idpDiscovery],
};
