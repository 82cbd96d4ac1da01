import { describe, expect, it } from "vitest";
import {
  toAppPolicy,
  toAppRule,
  wireAppPolicy,
  wireAppRule,
} from "../../../src/okta/wire/sign-on/app-policies.ts";
import { secondsOf } from "../../../src/okta/wire/sign-on/iso-duration.ts";
import {
  toPasswordPolicy,
  toPasswordRule,
  wirePasswordPolicy,
  wirePasswordRule,
} from "../../../src/okta/wire/sign-on/password-policies.ts";
import {
  toSessionPolicy,
  toSessionRule,
  wirePolicyHead,
  wireSessionRule,
} from "../../../src/okta/wire/sign-on/session-policies.ts";

const head = { id: "rul1", name: "Staff", status: "ACTIVE", priority: 1 };
const signon = { access: "ALLOW" };
const session = (conditions: object | null, more: object = {}) =>
  toSessionRule(wireSessionRule.parse({ ...head, conditions, actions: { signon: { ...signon, ...more } } }));
const assurance = { type: "ASSURANCE", factorMode: "2FA", reauthenticateIn: "PT2H" };
const app = (conditions: object | null, verificationMethod: object = assurance, more: object = {}) =>
  toAppRule(
    wireAppRule.parse({
      ...head,
      conditions,
      actions: { appSignOn: { access: "ALLOW", verificationMethod, ...more } },
    }),
  );

describe("session rules", () => {
  it("come with Okta's defaults", () => {
    expect(session(null)).toEqual({
      id: "rul1",
      name: "Staff",
      status: "ACTIVE",
      priority: 1,
      system: false,
      network: { kind: "anywhere" },
      excludedUserIds: [],
      authType: "ANY",
      identityProvider: "ANY",
      idpIds: [],
      risk: "ANY",
      behaviors: [],
      access: "ALLOW",
      primaryFactor: null,
      requiresFactor: false,
      factorPrompt: null,
      factorLifetimeMinutes: null,
      session: { idleMinutes: 120, lifetimeMinutes: null, persistentCookie: false },
      unmodelled: [],
    });
  });

  it("are read as Okta answers them", () => {
    const rule = session(
      {
        people: { users: { exclude: ["00uDana"] } },
        network: { connection: "ZONE", include: [], exclude: ["nzoCorp"] },
        authContext: { authType: "RADIUS" },
        identityProvider: { provider: "SPECIFIC_IDP", idpIds: ["0oaIdp"] },
        risk: { behaviors: ["beh1"] },
        riskScore: { level: "HIGH" },
      },
      {
        primaryFactor: "PASSWORD_IDP",
        requireFactor: true,
        factorPromptMode: "DEVICE",
        factorLifetime: 15,
        rememberDeviceByDefault: true,
        session: { usePersistentCookie: true, maxSessionIdleMinutes: 60, maxSessionLifetimeMinutes: 720 },
      },
    );
    expect(rule).toMatchObject({
      network: { kind: "notIn", zoneIds: ["nzoCorp"] },
      excludedUserIds: ["00uDana"],
      authType: "RADIUS",
      identityProvider: "SPECIFIC_IDP",
      idpIds: ["0oaIdp"],
      risk: "HIGH",
      behaviors: ["beh1"],
      primaryFactor: "PASSWORD_IDP",
      requiresFactor: true,
      factorPrompt: "DEVICE",
      factorLifetimeMinutes: 15,
      session: { idleMinutes: 60, lifetimeMinutes: 720, persistentCookie: true },
      unmodelled: [],
    });
  });

  it.each([
    [{ people: { users: { include: ["00uNia"] } } }, {}, ["conditions.people.users.include"]],
    [{ people: { groups: { include: ["00gAdmins"] } } }, {}, ["conditions.people.groups"]],
    [{ userType: { include: ["oty1"], exclude: [] } }, {}, ["conditions.userType.include"]],
    [{ moonPhase: { full: true } }, {}, ["conditions.moonPhase"]],
    [{ riskScore: { level: "EXTREME" } }, {}, ["conditions.riskScore.level: EXTREME"]],
    [{ network: { connection: "ON_NETWORK" } }, {}, ["conditions.network.connection: ON_NETWORK"]],
    [{ network: { connection: "ZONE", include: ["a"], exclude: ["b"] } }, {}, ["conditions.network"]],
    [null, { challenge: { chain: [{}], x: 1 } }, ["actions.signon.challenge"]],
    [null, { access: "MAYBE" }, ["actions.signon.access: MAYBE"]],
    [null, { primaryFactor: "FACE" }, ["actions.signon.primaryFactor: FACE"]],
  ])("name what is not modelled: %j %j", (conditions, actions, unmodelled) => {
    expect(session(conditions, actions).unmodelled).toEqual(unmodelled);
  });
});

describe("app rules", () => {
  it("are read as Okta answers them", () => {
    const rule = app(
      {
        people: {
          users: { include: ["00uNia"], exclude: ["00uDana"] },
          groups: { include: ["00gA"], exclude: ["00gB"] },
        },
        userType: { include: ["oty1"], exclude: ["oty2"] },
        network: { connection: "ANYWHERE" },
        device: { registered: true, managed: false, assurance: { include: ["dae1"] } },
        platform: { include: [{ type: "DESKTOP", os: { type: "MACOS" } }] },
        riskScore: { level: "LOW" },
        elCondition: { condition: "user.status == 'ACTIVE'" },
      },
      assurance,
      { keepMeSignedIn: { postAuth: "ALLOWED", postAuthPromptFrequency: "PT168H" } },
    );
    expect(rule).toMatchObject({
      people: {
        userIds: ["00uNia"],
        exceptUserIds: ["00uDana"],
        groupIds: ["00gA"],
        exceptGroupIds: ["00gB"],
        userTypeIds: ["oty1"],
        exceptUserTypeIds: ["oty2"],
      },
      device: { registered: true, managed: false, assuranceIds: ["dae1"] },
      platforms: [{ type: "DESKTOP", os: "MACOS" }],
      risk: "LOW",
      expression: "user.status == 'ACTIVE'",
      keepsSignedIn: { allowed: true, seconds: 604_800 },
      unmodelled: [],
    });
  });

  it("read a platform of any kind as none, and a device of which nothing is asked as none", () => {
    const rule = app({
      platform: { include: [{ type: "ANY", os: { type: "ANY" } }] },
      device: { registered: false },
    });
    expect([rule.platforms, rule.device]).toEqual([[], null]);
  });

  it("have no verification where they deny", () => {
    const denied = wireAppRule.parse({ ...head, actions: { appSignOn: { access: "DENY" } } });
    expect(toAppRule(denied)).toMatchObject({ access: "DENY", verification: null });
  });

  const optional = { deviceBound: "OPTIONAL", hardwareProtection: "OPTIONAL" };
  it("read constraints, with what is taken for granted", () => {
    const { verification, unmodelled } = app(null, {
      ...assurance,
      constraints: [
        {},
        {
          knowledge: { required: true, types: ["password"], reauthenticateIn: "PT1H" },
          possession: {
            required: false,
            ...optional,
            phishingResistant: "REQUIRED",
            userPresence: "OPTIONAL",
            authenticationMethods: [{ key: "okta_verify", method: "signed_nonce", id: "aut1" }],
            excludedAuthenticationMethods: [{ key: "phone_number", method: "sms" }],
            userVerificationMethods: ["BIOMETRICS"],
          },
        },
      ],
    });
    expect(unmodelled).toEqual([]);
    const none = {
      deviceBound: false,
      hardwareProtected: false,
      phishingResistant: false,
      userVerification: false,
    };
    expect(verification).toEqual({
      kind: "assurance",
      factorMode: "2FA",
      reauthenticateSeconds: 7200,
      constraints: [
        { knowledge: null, possession: null },
        {
          knowledge: {
            required: true,
            types: ["password"],
            methods: [],
            only: [],
            except: [],
            demands: { ...none, userPresence: true },
            reauthenticateSeconds: 3600,
          },
          possession: {
            required: false,
            types: [],
            methods: [],
            only: [{ key: "okta_verify", method: "signed_nonce", id: "aut1" }],
            except: [{ key: "phone_number", method: "sms", id: null }],
            demands: { ...none, phishingResistant: true, userPresence: false },
          },
        },
      ],
    });
  });

  it("read chains step by step", () => {
    const { verification, unmodelled } = app(null, {
      type: "AUTH_METHOD_CHAIN",
      chains: [
        {
          authenticationMethods: [{ key: "okta_password", method: "password" }],
          next: [
            {
              authenticationMethods: [
                { key: "webauthn", method: "webauthn", userVerification: "REQUIRED" },
                { key: "okta_verify", method: "push" },
              ],
              reauthenticateIn: "PT43800H",
            },
          ],
          reauthenticateIn: "PT2H",
        },
      ],
    });
    expect(unmodelled).toEqual([]);
    expect(verification).toMatchObject({
      kind: "chains",
      reauthenticateSeconds: 0,
      chains: [
        [
          { anyOf: [{ key: "okta_password", method: "password" }], reauthenticateSeconds: 7200 },
          {
            anyOf: [{ key: "webauthn", demands: { userVerification: true } }, { key: "okta_verify" }],
            reauthenticateSeconds: null,
          },
        ],
      ],
    });
  });

  const at = "actions.appSignOn.verificationMethod";
  const sms = { authenticationMethods: [{ key: "phone_number", method: "sms" }] };
  it.each([
    [{ type: "ASSURANCE" }, [`${at}.factorMode: missing`]],
    [{ ...assurance, factorMode: "3FA" }, [`${at}.factorMode: 3FA`]],
    [{ ...assurance, reauthenticateIn: "soon" }, [`${at}.reauthenticateIn: soon`]],
    [{ ...assurance, moon: "full" }, [`${at}.moon`]],
    [{ ...assurance, constraints: [{ inherence: { required: true } }] }, [`${at}.constraints[].inherence`]],
    [
      { ...assurance, constraints: [{ possession: { fipsCompliant: "REQUIRED" } }] },
      [`${at}.constraints[].possession.fipsCompliant`],
    ],
    [
      { ...assurance, constraints: [{ possession: { deviceBound: "SOMETIMES" } }] },
      [`${at}.constraints[].deviceBound: SOMETIMES`],
    ],
    [{ type: "AUTH_METHOD_CHAIN", chains: [{ ...sms, next: [sms, sms] }] }, [`${at}.chains[].next`]],
    [{ type: "AUTH_METHOD_CHAIN", chains: [{ ...sms, moon: "full" }] }, [`${at}.chains[].moon`]],
    [
      { type: "AUTH_METHOD_CHAIN", chains: [{ ...sms, next: [{ ...sms, moon: "full" }] }] },
      [`${at}.chains[].next[].moon`],
    ],
  ])("name what is not modelled in %j", (verification, unmodelled) => {
    expect(app(null, verification).unmodelled).toEqual(unmodelled);
  });

  it("name other kinds of verification and other conditions", () => {
    expect(app(null, { type: "ID_PROOFING", id: "idp1" }).verification).toEqual({
      kind: "other",
      type: "ID_PROOFING",
    });
    const rule = app({
      weather: { sunny: true },
      platform: { include: [{ type: "TOASTER", os: { type: "BEOS", expression: "x" } }] },
      riskScore: { level: "EXTREME" },
    });
    expect(rule.unmodelled).toEqual([
      "conditions.platform.include[].type: TOASTER",
      "conditions.platform.include[].os.type: BEOS",
      "conditions.riskScore.level: EXTREME",
      "conditions.platform.include[].os.expression",
      "conditions.weather",
    ]);
  });
});

describe("policies", () => {
  const policy = { id: "rst1", name: "Strong", status: "ACTIVE" };

  it("say whom they are for, and what of that is not modelled", () => {
    const read = (conditions: object) => toSessionPolicy(wirePolicyHead.parse({ ...policy, conditions }));
    expect(read({ people: { groups: { include: ["00gA"] } } })).toMatchObject({
      groupIds: ["00gA"],
      priority: 1,
      system: false,
      unmodelled: [],
      rules: null,
    });
    expect(read({ people: { users: { include: ["00uNia"] } } }).unmodelled).toEqual([
      "conditions.people.users",
    ]);
    expect(toAppPolicy(wireAppPolicy.parse({ ...policy, settings: { moon: 1 } }))).toMatchObject({
      resourceType: "APP",
      unmodelled: ["settings"],
    });
  });

  it("read password policies and rules, also in their older shape", () => {
    const older = toPasswordPolicy(
      wirePasswordPolicy.parse({
        ...policy,
        settings: {
          password: { age: {} },
          recovery: { factors: { okta_sms: null, okta_email: { status: "ACTIVE" } } },
        },
      }),
    );
    expect(older).toMatchObject({
      authProvider: "ANY",
      recoveryFactors: { okta_sms: "INACTIVE", okta_email: "ACTIVE" },
      unmodelled: [],
    });
    const rule = (actions: object) =>
      toPasswordRule(wirePasswordRule.parse({ ...head, conditions: null, actions }));
    expect(rule({ selfServicePasswordReset: { access: "ALLOW" } })).toMatchObject({
      reset: { access: "ALLOW", accessControl: null, methods: null, stepUpRequired: false },
      unmodelled: [],
    });
    expect(rule({}).reset.access).toBe("DENY");
    expect(
      rule({
        selfServicePasswordReset: { access: "ALLOW", requirement: { accessControl: "MOON", tide: "high" } },
      }).unmodelled,
    ).toEqual([
      "actions.selfServicePasswordReset.requirement.accessControl: MOON",
      "actions.selfServicePasswordReset.requirement.tide",
    ]);
  });
});

it.each([
  ["PT0S", 0],
  ["PT2H", 7200],
  ["P1DT2H3M4S", 93_784],
  ["PT43800H", null],
  ["P", undefined],
  ["PT", undefined],
  ["P1DT", undefined],
  ["2h", undefined],
])("%s is %s seconds", (duration, seconds) => {
  expect(secondsOf(duration)).toBe(seconds);
});
