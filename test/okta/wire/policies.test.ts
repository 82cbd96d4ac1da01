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

  it("reads grace periods and groups of models, and leaves out what says nothing", () => {
    const entry = (enroll: object, more: object = {}) => ({
      key: "webauthn",
      enroll: { self: "REQUIRED", ...enroll },
      ...more,
    });
    const settingOf = (sent: object) =>
      toEnrollmentPolicy(
        wirePolicy.parse({ ...policy, settings: { type: "AUTHENTICATORS", authenticators: [sent] } }),
        "identity",
      ).settings[0];
    const plain = { key: "webauthn", id: null, enroll: "REQUIRED" };
    const until = { gracePeriod: { type: "BY_DATE_TIME", expiry: "2027-01-31T01:00:00+02:00" } };
    expect(settingOf(entry(until))).toEqual({
      ...plain,
      gracePeriod: { kind: "until", at: "2027-01-30T23:00:00.000Z" },
    });
    const skips = (skipCount: number) => ({ gracePeriod: { type: "BY_SKIP_COUNT", skipCount } });
    expect(settingOf(entry(skips(3)))).toEqual({ ...plain, gracePeriod: { kind: "skips", count: 3 } });
    expect(settingOf(entry(skips(0)))).toEqual(plain);
    const groups = (...aaguidGroups: string[]) => entry({}, { constraints: { aaguidGroups } });
    expect(settingOf(groups("YubiKey5"))).toEqual({ ...plain, allowedGroups: ["YubiKey5"] });
    expect(settingOf(groups("ANY"))).toEqual(plain);
    expect(settingOf(entry({ autoEnroll: false }))).toEqual(plain);
  });

  it.each([
    [
      "a condition",
      { conditions: { people: { users: { exclude: ["00uDana"] } } } },
      ["conditions.people.users.exclude"],
      undefined,
    ],
    [
      "another condition",
      { conditions: { network: { connection: "ZONE" } } },
      ["conditions.network"],
      undefined,
    ],
    [
      "a setting",
      { settings: { type: "AUTHENTICATORS", authenticators: [], pause: true } },
      undefined,
      ["settings.pause"],
    ],
    [
      "factors beside authenticators",
      { settings: { authenticators: [], factors: { okta_sms: { enroll: { self: "REQUIRED" } } } } },
      undefined,
      ["settings.factors"],
    ],
    ["a key of the policy itself", { suspendedUntil: "2027-01-01" }, undefined, ["suspendedUntil"]],
    [
      "nothing that restricts",
      { conditions: { people: { users: { exclude: [] } }, device: null } },
      undefined,
      undefined,
    ],
  ])("names %s that it does not model", (_, sent, otherConditions, unmodelled) => {
    const read = toEnrollmentPolicy(wirePolicy.parse({ ...policy, settings: {}, ...sent }), "identity");
    expect([read.otherConditions, read.unmodelled]).toEqual([otherConditions, unmodelled]);
  });

  it.each([
    [{ enroll: { self: "REQUIRED", later: 3 } }, ["settings.authenticators[webauthn].enroll.later"]],
    [
      { enroll: { self: "REQUIRED", gracePeriod: { type: "BY_MOOD" } } },
      ["settings.authenticators[webauthn].enroll.gracePeriod"],
    ],
    [
      { constraints: { attachment: "ROAMING" } },
      ["settings.authenticators[webauthn].constraints.attachment"],
    ],
    [{ constraints: "FIPS" }, ["settings.authenticators[webauthn].constraints"]],
  ])("names what a setting %j has that it does not model", (more, unmodelled) => {
    const sent = { key: "webauthn", enroll: { self: "REQUIRED" }, ...more };
    const settings = { type: "AUTHENTICATORS", authenticators: [sent] };
    const read = toEnrollmentPolicy(wirePolicy.parse({ ...policy, settings }), "identity");
    expect(read.settings[0]?.unmodelled).toEqual(unmodelled);
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
  it("names actions and keys of its own that it does not model", () => {
    const read = toEnrollmentRule(
      wireRule.parse({
        ...rule,
        actions: { enroll: { self: "CHALLENGE", delay: "P1D" } },
        until: "2027-01-01",
      }),
    );
    expect(read).toMatchObject({ otherConditions: ["until"], otherActions: ["actions.enroll.delay"] });
  });

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
      apps: { include: [], exclude: [] },
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
      ["conditions.network.exclude"],
    ],
    [{ connection: "ZONE" }, { kind: "anywhere" }, ["conditions.network without zones"]],
    [{ connection: "ON_NETWORK" }, { kind: "anywhere" }, ["conditions.network.connection: ON_NETWORK"]],
    [{}, { kind: "anywhere" }, []],
  ])("reads network %j", (sent, network, otherConditions) => {
    expect(ruleWith({ network: sent })).toMatchObject({ network, otherConditions });
  });

  it("reads app conditions, and keeps what it does not know", () => {
    const app = {
      include: [{ type: "APP", id: "0oaPay" }],
      exclude: [{ type: "APP_TYPE", name: "wiki" }, {}],
    };
    expect(ruleWith({ app }).apps).toEqual({
      include: [{ kind: "app", id: "0oaPay" }],
      exclude: [
        { kind: "type", name: "wiki" },
        { kind: "other", words: "" },
      ],
    });
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
      "conditions.people.users.include",
      "conditions.people.groups",
      "conditions.riskScore",
      "conditions.device",
    ]);
  });
});
