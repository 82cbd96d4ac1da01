import { describe, expect, it } from "vitest";
import { appRuleAsLive } from "../../../src/evaluator/declared/app-rule-as-live.ts";
import { sessionRuleAsLive } from "../../../src/evaluator/declared/session-rule-as-live.ts";
import type { GroupId, PolicyRuleId, UserId, UserTypeId, ZoneId } from "../../../src/model/ids.ts";
import { identityOrg, parseText } from "../../support/baseline-text.ts";
import { anyone, aPart, has, knows } from "../../support/sign-on-builder.ts";

const id = "rul1" as PolicyRuleId;
const names = {
  userTypeId: (name: string) => (name === "Robot" ? null : (`oty-${name}` as UserTypeId)),
  userId: (user: string) => `00u-${user}` as UserId,
  groupId: (group: string) => `00g-${group}` as GroupId,
  network: (network: { kind: "anywhere" } | { kind: "in" | "notIn"; zones: readonly string[] }) =>
    network.kind === "anywhere"
      ? network
      : { kind: network.kind, zoneIds: network.zones.map((zone) => `nzo-${zone}` as ZoneId) },
};

const groups = "groups: [{ name: Staff }, { name: Guests }]\n";

function appRule(fields: string) {
  const signOn = `signOn: { appPolicies: [{ name: Strong, rules: [{ name: One, ${fields} }] }] }`;
  const [rule] = parseText(identityOrg(`${groups}${signOn}`)).baseline.signOn.appPolicies[0]?.rules ?? [];
  if (rule === undefined) throw new Error("no rule was declared");
  return appRuleAsLive(rule, id, names);
}

function sessionRule(fields: string) {
  const signOn = `signOn: { sessionPolicies: [{ name: Work, groups: [Staff], rules: [{ name: One, ${fields} }] }] }`;
  const [rule] = parseText(identityOrg(`${groups}${signOn}`)).baseline.signOn.sessionPolicies[0]?.rules ?? [];
  if (rule === undefined) throw new Error("no rule was declared");
  return sessionRuleAsLive(rule, id, names);
}

describe("a declared app rule as it would be live", () => {
  it("is for anyone, and asks for two factors, where nothing else is said", () => {
    expect(appRule("factors: 2")).toEqual({
      id,
      name: "One",
      status: "ACTIVE",
      priority: 0,
      system: false,
      network: { kind: "anywhere" },
      unmodelled: [],
      people: anyone,
      device: null,
      platforms: [],
      risk: "ANY",
      expression: null,
      access: "ALLOW",
      verification: { kind: "assurance", factorMode: "2FA", reauthenticateSeconds: 7200, constraints: [] },
      keepsSignedIn: { allowed: false, seconds: null },
    });
  });

  it.each<[string, string, object]>([
    [
      "people",
      "people: { groups: [Staff], exceptGroups: [Guests], users: [kim], exceptUsers: [nia] }",
      {
        people: {
          ...anyone,
          groupIds: ["00g-Staff"],
          exceptGroupIds: ["00g-Guests"],
          userIds: ["00u-kim"],
          exceptUserIds: ["00u-nia"],
        },
      },
    ],
    [
      "a user type of which no id is known",
      "people: { userTypes: [Robot] }",
      { unmodelled: ["conditions.userType"] },
    ],
    [
      "user types that are known",
      "people: { userTypes: [Guest], exceptUserTypes: [Staff] }",
      { people: { ...anyone, userTypeIds: ["oty-Guest"], exceptUserTypeIds: ["oty-Staff"] } },
    ],
    ["a user type left out", "people: { exceptUserTypes: [Robot] }", { unmodelled: ["conditions.userType"] }],
    ["a zone", "network: { in: [Corp] }", { network: { kind: "in", zoneIds: ["nzo-Corp"] } }],
    [
      "a registered device",
      "device: REGISTERED",
      { device: { registered: true, managed: false, assuranceIds: [] } },
    ],
    [
      "a managed device",
      "device: MANAGED",
      { device: { registered: true, managed: true, assuranceIds: [] } },
    ],
    [
      "platforms",
      "platforms: [IOS, LINUX, OTHER_DESKTOP, OTHER]",
      {
        platforms: [
          { type: "MOBILE", os: "IOS" },
          { type: "DESKTOP", os: "LINUX" },
          { type: "DESKTOP", os: "OTHER" },
          { type: "OTHER", os: "OTHER" },
        ],
      },
    ],
    ["nobody", "access: DENY", { access: "DENY", verification: null }],
    [
      "one factor that resists phishing",
      "factors: 1, constraints: [{ possession: { phishingResistant: true } }]",
      {
        verification: {
          kind: "assurance",
          factorMode: "1FA",
          reauthenticateSeconds: 7200,
          constraints: [has(aPart({}, { phishingResistant: true }))],
        },
      },
    ],
    [
      "a possession that only bars a method",
      "factors: 2, constraints: [{ possession: { exceptMethods: ['phone_number:sms'] } }], reauthenticateEvery: SESSION",
      {
        verification: {
          kind: "assurance",
          factorMode: "2FA",
          reauthenticateSeconds: null,
          constraints: [
            has(aPart({ required: false, except: [{ key: "phone_number", id: null, method: "sms" }] })),
          ],
        },
      },
    ],
    [
      "a possession by name",
      "factors: 2, constraints: [{ possession: { methods: [webauthn] } }]",
      {
        verification: {
          kind: "assurance",
          factorMode: "2FA",
          reauthenticateSeconds: 7200,
          constraints: [has(aPart({ only: [{ key: "webauthn", id: null, method: null }] }))],
        },
      },
    ],
    [
      "a password",
      "factors: 1, constraints: [{ knowledge: { types: [password] } }]",
      {
        verification: {
          kind: "assurance",
          factorMode: "1FA",
          reauthenticateSeconds: 7200,
          constraints: [knows(aPart({ types: ["password"] }))],
        },
      },
    ],
  ])("asks for %s", (_, fields, expected) => {
    expect(appRule(fields)).toMatchObject(expected);
  });

  it("asks for chains step by step", () => {
    const { verification } = appRule("chains: [[okta_password, [webauthn, 'okta_verify:signed_nonce']]]");
    const step = (...methods: readonly object[]) => ({
      anyOf: methods.map((method) => expect.objectContaining(method)),
    });
    expect(verification).toMatchObject({
      kind: "chains",
      chains: [
        [
          step({ key: "okta_password", method: null }),
          step({ key: "webauthn" }, { key: "okta_verify", method: "signed_nonce" }),
        ],
      ],
    });
  });
});

describe("a declared session rule as it would be live", () => {
  it.each<[string, string, object]>([
    [
      "nothing",
      "secondFactor: NEVER",
      {
        primaryFactor: "PASSWORD_IDP_ANY_FACTOR",
        requiresFactor: false,
        factorPrompt: null,
        factorLifetimeMinutes: null,
      },
    ],
    [
      "a second factor that is remembered",
      "primaryFactor: PASSWORD_IDP, secondFactor: DEVICE, secondFactorLifetime: 1h",
      {
        primaryFactor: "PASSWORD_IDP",
        requiresFactor: true,
        factorPrompt: "DEVICE",
        factorLifetimeMinutes: 60,
      },
    ],
    ["all but some", "exceptUsers: [kim]", { excludedUserIds: ["00u-kim"], authType: "ANY", risk: "ANY" }],
  ])("asks for %s", (_, fields, expected) => {
    expect(sessionRule(fields)).toMatchObject({
      id,
      name: "One",
      status: "ACTIVE",
      system: false,
      ...expected,
    });
  });
});
