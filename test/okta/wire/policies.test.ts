import { describe, expect, it } from "vitest";
import { isEnrollmentPolicy, toEnrollmentPolicy, wirePolicy } from "../../../src/okta/wire/policies.ts";
import { toEnrollmentRule, wireRule } from "../../../src/okta/wire/rules.ts";

const policy = {
  id: "00pAdmins",
  status: "ACTIVE",
  name: "Admins",
  priority: 1,
  system: false,
  conditions: { people: { groups: { include: ["00gAdmins"] } } },
  created: "2025-06-01T00:00:00.000Z",
};

describe("enrollment policies", () => {
  it("reads the authenticators shape, with the id of keys that repeat", () => {
    const sent = wirePolicy.parse({
      ...policy,
      type: "MFA_ENROLL",
      settings: {
        type: "AUTHENTICATORS",
        authenticators: [
          { key: "okta_password", enroll: { self: "REQUIRED" } },
          { key: "custom_app", id: "autA1", enroll: { self: "SOMETIMES", gracePeriod: {} }, constraints: {} },
        ],
      },
    });
    expect(toEnrollmentPolicy(sent, "identity")).toEqual({
      id: "00pAdmins",
      name: "Admins",
      description: null,
      status: "ACTIVE",
      priority: 1,
      system: false,
      groupIds: ["00gAdmins"],
      shape: "authenticators",
      settings: [
        { key: "okta_password", id: null, enroll: "REQUIRED" },
        { key: "custom_app", id: "autA1", enroll: "SOMETIMES" },
      ],
      rules: null,
    });
  });

  it("reads Classic's shape without any type, also in an Identity Engine org", () => {
    const factors = { okta_sms: { enroll: { self: "REQUIRED" }, consent: { type: "NONE" } } };
    const sent = wirePolicy.parse({ ...policy, settings: { factors } });
    expect(isEnrollmentPolicy(sent)).toBe(true);
    for (const engine of ["classic", "identity"] as const) {
      expect(toEnrollmentPolicy(sent, engine)).toMatchObject({
        shape: "factors",
        settings: [{ key: "okta_sms", id: null, enroll: "REQUIRED" }],
      });
    }
  });

  it.each([
    [{}, "identity", "authenticators"],
    [{}, "classic", "factors"],
    [{ type: "FACTORS" }, "identity", "factors"],
    [{ type: "AUTHENTICATORS" }, "classic", "authenticators"],
  ] as const)("takes empty settings %j on %s as %s", (settings, engine, shape) => {
    const sent = wirePolicy.parse({ ...policy, conditions: null, settings });
    expect(toEnrollmentPolicy(sent, engine)).toMatchObject({ shape, settings: [], groupIds: [] });
  });

  it("knows another kind of policy, and refuses settings that it cannot read", () => {
    expect(isEnrollmentPolicy(wirePolicy.parse({ ...policy, type: "PASSWORD", settings: {} }))).toBe(false);
    const settings = { authenticators: [{ key: "webauthn" }] };
    expect(wirePolicy.safeParse({ ...policy, settings }).success).toBe(false);
    expect(wirePolicy.safeParse(policy).success).toBe(false);
  });
});

const rule = {
  id: "0prEnroll",
  name: "Enroll at sign-in",
  status: "ACTIVE",
  priority: 1,
  system: false,
  actions: { enroll: { self: "CHALLENGE" } },
};

const ruleWith = (conditions: unknown) => toEnrollmentRule(wireRule.parse({ ...rule, conditions }));

describe("enrollment rules", () => {
  it("reads the usual rule", () => {
    expect(
      ruleWith({ people: { users: { exclude: ["00uDana"] } }, network: { connection: "ANYWHERE" } }),
    ).toEqual({
      id: "0prEnroll",
      name: "Enroll at sign-in",
      status: "ACTIVE",
      priority: 1,
      system: false,
      enroll: "CHALLENGE",
      network: { kind: "anywhere" },
      excludedUserIds: ["00uDana"],
      apps: [],
      otherConditions: [],
    });
    expect(ruleWith(null)).toMatchObject({ network: { kind: "anywhere" }, otherConditions: [] });
  });

  it.each([
    [{ connection: "ZONE", include: ["nzoCorp"] }, { kind: "in", zoneIds: ["nzoCorp"] }, []],
    [{ connection: "ZONE", exclude: ["ALL_ZONES"] }, { kind: "notIn", zoneIds: ["ALL_ZONES"] }, []],
    [
      { connection: "ZONE", include: ["nzoCorp"], exclude: ["nzoVpn"] },
      { kind: "in", zoneIds: ["nzoCorp"] },
      ["network.exclude"],
    ],
    [{ connection: "ZONE" }, { kind: "anywhere" }, ["network without zones"]],
    [{ connection: "ON_NETWORK" }, { kind: "anywhere" }, ["network ON_NETWORK"]],
    [{}, { kind: "anywhere" }, []],
  ])("reads network %j", (sent, network, otherConditions) => {
    expect(ruleWith({ network: sent })).toMatchObject({ network, otherConditions });
  });

  it("puts app conditions in words", () => {
    const app = {
      include: [{ type: "APP", id: "0oaPay" }],
      exclude: [{ type: "APP_TYPE", name: "wiki" }, {}],
    };
    expect(ruleWith({ app }).apps).toEqual(["include APP 0oaPay", "exclude APP_TYPE wiki", "exclude"]);
  });

  it("names conditions that it does not model, and only those that restrict something", () => {
    const conditions = {
      people: { users: { exclude: [], include: ["00uNia"] }, groups: { include: ["00gA"] }, roles: null },
      riskScore: { level: "HIGH" },
      risk: { behaviors: [] },
      authContext: { authType: "ANY" },
      identityProvider: { provider: "ANY" },
      device: { registered: true },
      platform: null,
    };
    expect(ruleWith(conditions).otherConditions).toEqual([
      "people.users.include",
      "people.groups",
      "riskScore",
      "device",
    ]);
  });
});
