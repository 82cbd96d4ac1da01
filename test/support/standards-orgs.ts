import type { WrittenState } from "../../src/emulator/filling/state-schema.ts";
import type { JsonObject } from "../../src/emulator/wire/json.ts";

const banner =
  "<html><body>" +
  "<p>You are accessing a U.S. Government (USG) Information System (IS) that is provided for USG-authorized use only.</p>" +
  "<p>By using this IS you consent to what follows. The USG monitors it, and may inspect and seize data stored on it. " +
  "Communications using it are not private, and are subject to monitoring and search. Its security measures are not for " +
  "your benefit. None of this is consent to the search of privileged communications.</p>" +
  "</body></html>";

const byKey: JsonObject = {
  appSignOn: {
    access: "ALLOW",
    verificationMethod: {
      type: "ASSURANCE",
      factorMode: "2FA",
      reauthenticateIn: "PT2H",
      constraints: [{ possession: { phishingResistant: "REQUIRED", userVerification: "REQUIRED" } }],
    },
  },
};
const denied: JsonObject = { appSignOn: { access: "DENY" } };

const office = (name: string) => ({
  name,
  rules: [
    { name: "Office", zones: ["Corp"], actions: byKey },
    { name: "Catch-all Rule", actions: denied },
  ],
});

const strictPassword: JsonObject = {
  password: {
    complexity: {
      minLength: 15,
      minUpperCase: 1,
      minLowerCase: 1,
      minNumber: 1,
      minSymbol: 1,
      dictionary: { common: { exclude: true } },
    },
    age: { minAgeMinutes: 1440, maxAgeDays: 60, historyCount: 5 },
    lockout: { maxAttempts: 3 },
  },
};

const session = (idle: number, lifetime: number, persistent: boolean): JsonObject => ({
  signon: {
    access: "ALLOW",
    session: {
      maxSessionIdleMinutes: idle,
      maxSessionLifetimeMinutes: lifetime,
      usePersistentCookie: persistent,
    },
  },
});

const automation = (days: number) => ({
  type: "USER_LIFECYCLE",
  name: "Unused accounts",
  conditions: {
    people: { groups: { include: ["Everyone"] }, users: { inactivity: { number: days, unit: "DAYS" } } },
  },
  rules: [{ name: "Suspend", actions: { updateUserLifecycle: { targetStatus: "SUSPENDED" } } }],
});

const people: NonNullable<WrittenState["users"]> = [
  { login: "nia@acme.example", roles: ["SUPER_ADMIN"], factors: ["webauthn"] },
  { login: "kim@acme.example", factors: ["webauthn"] },
  { login: "reader@acme.example", roles: ["READ_ONLY_ADMIN"], factors: ["webauthn"] },
];

const everyAuthenticator = (card: "ACTIVE" | "INACTIVE", fips: string): WrittenState["authenticators"] => [
  { key: "okta_password" },
  { key: "webauthn" },
  {
    key: "okta_verify",
    settings: { compliance: { fips }, channelBinding: { style: "NUMBER_CHALLENGE", required: "ALWAYS" } },
  },
  { key: "smart_card_idp", status: card },
];

const enrolling = {
  type: "MFA_ENROLL",
  name: "Default Policy",
  system: true,
  conditions: { people: { groups: { include: ["Everyone"] } } },
  settings: {
    type: "AUTHENTICATORS",
    authenticators: [
      { key: "okta_password", enroll: { self: "REQUIRED" } },
      { key: "webauthn", enroll: { self: "REQUIRED" } },
      { key: "smart_card_idp", enroll: { self: "OPTIONAL" } },
    ],
  },
  rules: [{ name: "Default Rule", system: true, actions: { enroll: { self: "CHALLENGE" } } }],
};

/** An org that meets every requirement of the STIG, both ways. */
export const meetingOrg: WrittenState = {
  users: people,
  zones: [
    { name: "Corp" },
    {
      name: "Anonymizers",
      type: "DYNAMIC_V2",
      usage: "BLOCKLIST",
      fields: { ipServiceCategories: { include: ["ALL_ANONYMIZERS"], exclude: [] } },
    },
  ],
  authenticators: everyAuthenticator("ACTIVE", "REQUIRED"),
  policies: [automation(35), enrolling],
  sessionPolicies: [
    {
      name: "Default Policy",
      rules: [
        { name: "Office", zones: ["Corp"], actions: session(15, 1080, false) },
        { name: "Default Rule", actions: { signon: { access: "DENY" } } },
      ],
    },
  ],
  passwordPolicies: [{ name: "Default Policy", settings: strictPassword }],
  appPolicies: ["Okta Admin Console", "Okta Dashboard", "Okta Browser Plugin", "Any two factors"].map(office),
  idps: [
    {
      name: "Smart cards",
      type: "X509",
      trust: { issuer: "CN=DOD ID CA-59, OU=PKI, OU=DoD, O=U.S. Government, C=US", kid: "kid1" },
    },
  ],
  adminConsole: { sessionIdleTimeoutMinutes: 15, sessionMaxLifetimeMinutes: 720 },
  resources: {
    logStreams: [{ name: "Splunk", type: "splunk_cloud_logstreaming" }],
    brands: [{ name: "Acme", isDefault: true, signInPage: banner }],
  },
  tokens: [
    {
      name: "reader",
      value: "token-of-reader",
      userId: "reader@acme.example",
      network: { connection: "ZONE", include: ["Corp"] },
    },
  ],
};

/** An org that meets none of them, either way. */
export const failingOrg: WrittenState = {
  ...meetingOrg,
  zones: [{ name: "Corp" }],
  authenticators: everyAuthenticator("INACTIVE", "OPTIONAL"),
  policies: [automation(90), enrolling],
  sessionPolicies: [
    { name: "Default Policy", rules: [{ name: "Anywhere", actions: session(120, 0, true) }] },
  ],
  passwordPolicies: [
    {
      name: "Default Policy",
      settings: {
        password: {
          complexity: {
            minLength: 8,
            minUpperCase: 0,
            minLowerCase: 0,
            minNumber: 0,
            minSymbol: 0,
            dictionary: { common: { exclude: false } },
          },
          age: { minAgeMinutes: 0, maxAgeDays: 0, historyCount: 4 },
          lockout: { maxAttempts: 10 },
        },
      },
    },
  ],
  appPolicies: ["Okta Admin Console", "Okta Dashboard", "Okta Browser Plugin", "Any two factors"].map(
    (name) => ({
      name,
      rules: [
        {
          name: "Anybody",
          actions: {
            appSignOn: {
              access: "ALLOW",
              verificationMethod: {
                type: "ASSURANCE",
                factorMode: "1FA",
                reauthenticateIn: "PT2H",
                constraints: [],
              },
            },
          },
        },
      ],
    }),
  ),
  idps: [],
  adminConsole: { sessionIdleTimeoutMinutes: 60, sessionMaxLifetimeMinutes: 720 },
  resources: {
    logStreams: [{ name: "Splunk", status: "INACTIVE" }],
    brands: [{ name: "Acme", isDefault: true }],
  },
  tokens: [{ name: "admin", value: "token-of-nia", userId: "nia@acme.example" }],
};
