import { describe, expect, test } from "vitest";
import type { WrittenState } from "../../src/emulator/filling/state-schema.ts";
import type { JsonObject } from "../../src/emulator/wire/json.ts";
import { serveOrg } from "../support/served-org.ts";

const acme: WrittenState = {
  org: { userTypeId: "otystaff" },
  users: [
    { login: "nia@acme.example", roles: ["SUPER_ADMIN"] },
    { id: "00ukim", login: "kim@acme.example", profile: { department: "Finance" } },
    { id: "00usam", login: "sam@acme.example", provider: "FEDERATION" },
    { id: "00uivo", login: "ivo@acme.example" },
  ],
  groups: [
    { id: "00gfinance", name: "Finance", members: ["kim@acme.example", "sam@acme.example"] },
    { id: "00gguests", name: "Guests" },
  ],
  zones: [
    {
      id: "nzocorp",
      name: "Corp",
      fields: {
        gateways: [
          { type: "CIDR", value: "203.0.113.0/24" },
          { type: "RANGE", value: "198.51.100.7-198.51.100.9" },
          { type: "CIDR", value: "2001:db8::/32" },
        ],
      },
    },
    { id: "nzofar", name: "Far away", type: "DYNAMIC" },
    { id: "nzoold", name: "Old office", status: "INACTIVE" },
  ],
  apps: [{ id: "0oapay", label: "Payroll", name: "payroll", signOnMode: "SAML_2_0", groupIds: ["Finance"] }],
};

type View = {
  policyType: string;
  result: {
    policies: {
      name: string;
      conditions: JsonObject[];
      rules: { name: string; conditions: JsonObject[] }[];
    }[];
  };
  undefined: View["result"];
  evaluated: View["result"];
};
const rulesIn = (part: View["result"]) =>
  part.policies.map(({ name, rules }) => `${name}: ${rules.map((rule) => rule.name).join(", ")}`);

const ask = async (state: WrittenState, context: JsonObject, more: JsonObject = {}, query = "") => {
  const org = await serveOrg(state);
  const policyContext = context["groups"] === undefined ? { user: { id: "00ukim" }, ...context } : context;
  const request = { appInstance: "0oapay", policyContext, ...more };
  return org.call("POST", `/api/v1/policies/simulate${query}`, [request]);
};

/** Outcome of one condition of the first rule of the application's policy: match, no match, or open. */
async function outcome(conditions: JsonObject, context: JsonObject = {}): Promise<string> {
  const appPolicies = [{ name: "Strong", apps: ["Payroll"], rules: [{ name: "Asked", conditions }] }];
  const { body } = await ask({ ...acme, appPolicies }, context, { policyTypes: ["ACCESS_POLICY"] });
  const [view] = body.evaluation;
  if (rulesIn(view.result).includes("Strong: Asked")) return "match";
  expect(rulesIn(view.result)).toEqual(["Strong: Catch-all Rule"]);
  return rulesIn(view.undefined).includes("Strong: Asked") ? "open" : "no match";
}

describe("a condition", () => {
  const zone = (include: readonly string[], exclude: readonly string[] = []) => ({
    network: { connection: "ZONE", include, exclude },
  });
  test.each<[JsonObject, JsonObject, string]>([
    [zone(["nzocorp"]), { ip: "203.0.113.9" }, "match"],
    [zone(["nzocorp"]), { ip: "198.51.100.8" }, "match"],
    [zone(["nzocorp"]), { ip: "2001:db8::1" }, "match"],
    [zone(["nzocorp"]), { ip: "192.0.2.1" }, "no match"],
    [zone(["nzocorp"]), { zones: { ids: ["nzocorp"] } }, "match"],
    [zone(["nzocorp"]), { zones: { ids: ["nzofar"] } }, "no match"],
    [zone(["nzocorp"]), {}, "open"],
    [zone([], ["nzocorp"]), { ip: "192.0.2.1" }, "match"],
    [zone([], ["nzocorp"]), { ip: "203.0.113.9" }, "no match"],
    [zone(["nzofar"]), { ip: "203.0.113.9" }, "open"],
    [zone(["nzofar", "nzocorp"]), { ip: "203.0.113.9" }, "match"],
    [zone([], ["nzofar"]), { ip: "203.0.113.9" }, "open"],
    [zone(["nzoold"]), { ip: "192.0.2.1" }, "no match"],
    [zone(["nzo404"]), { ip: "192.0.2.1" }, "no match"],
    [zone(["ALL_ZONES"]), { ip: "203.0.113.9" }, "match"],
    [zone(["ALL_ZONES"]), { zones: { ids: [] } }, "no match"],
    [{ network: { connection: "ON_NETWORK" } }, { ip: "203.0.113.9" }, "open"],
  ])("on the network %j is, of %j, a %s", async (conditions, context, expected) => {
    expect(await outcome(conditions, context)).toBe(expected);
  });

  test.each<[JsonObject, JsonObject, string]>([
    [{ device: { registered: true } }, { device: { registered: true } }, "match"],
    [{ device: { registered: true } }, { device: { registered: false } }, "no match"],
    [{ device: { registered: true, managed: true } }, { device: { registered: true } }, "open"],
    [{ device: { assurance: { include: ["dae1"] } } }, { device: { assuranceId: "dae1" } }, "match"],
    [{ device: { assurance: { include: ["dae1"] } } }, { device: { assuranceId: "dae2" } }, "no match"],
    [{ device: { assurance: { include: ["dae1"] } } }, {}, "open"],
    [{ riskScore: { level: "HIGH" } }, { risk: { level: "HIGH" } }, "match"],
    [{ riskScore: { level: "HIGH" } }, { risk: { level: "LOW" } }, "no match"],
    [{ riskScore: { level: "HIGH" } }, {}, "open"],
    [{ risk: { behaviors: ["New Device"] } }, {}, "open"],
    [{ risk: { behaviors: [] } }, {}, "match"],
    [{ somethingNew: { at: "night" } }, {}, "open"],
  ])("on the device or its risk %j is, of %j, a %s", async (conditions, context, expected) => {
    expect(await outcome(conditions, context)).toBe(expected);
  });

  const platform = (type: string, os?: JsonObject) => ({
    platform: { include: [{ type, ...(os === undefined ? {} : { os }) }] },
  });
  test.each<[JsonObject, string | null, string]>([
    [platform("MOBILE", { type: "IOS" }), "IOS", "match"],
    [platform("MOBILE", { type: "IOS" }), "ANDROID", "no match"],
    [platform("DESKTOP"), "LINUX", "match"],
    [platform("DESKTOP"), "IOS", "no match"],
    [platform("OTHER"), "TOASTER", "match"],
    [platform("MOBILE"), "TOASTER", "no match"],
    [platform("ANY", { type: "ANY" }), null, "match"],
    [platform("ANY", { type: "MACOS" }), null, "open"],
    [platform("DESKTOP", { type: "ANY", expression: ".*" }), "MACOS", "open"],
    [platform("DESKTOP", { type: "MACOS", version: { value: "14" } }), "IOS", "no match"],
    [
      { platform: { include: [{ type: "ANY" }], exclude: [{ type: "MOBILE", os: { type: "IOS" } }] } },
      "IOS",
      "no match",
    ],
  ])("on the platform %j is, of %s, a %s", async (conditions, name, expected) => {
    expect(await outcome(conditions, name === null ? {} : { device: { platform: name } })).toBe(expected);
  });

  const finance = { groups: { ids: ["00gfinance"] } };
  test.each<[JsonObject, JsonObject, string]>([
    [{ people: { users: { include: ["00ukim"] } } }, {}, "match"],
    [{ people: { users: { include: ["00uivo"] } } }, {}, "no match"],
    [{ people: { users: { include: ["00ukim"] } } }, finance, "open"],
    [{ people: { users: { exclude: ["00ukim"] } } }, {}, "no match"],
    [{ people: { users: { exclude: ["00ukim"] } } }, finance, "match"],
    [{ people: { groups: { include: ["00gfinance"] } } }, {}, "match"],
    [{ people: { groups: { include: ["00gguests"] } } }, finance, "no match"],
    [{ people: { groups: { include: ["Everyone"] } } }, finance, "match"],
    [{ people: { groups: { exclude: ["00gfinance"] } } }, {}, "no match"],
    [{ userType: { include: ["otystaff"], exclude: [] } }, {}, "match"],
    [{ userType: { include: ["otyguest"], exclude: [] } }, {}, "no match"],
    [{ userType: { include: [], exclude: ["otystaff"] } }, {}, "no match"],
    [{ userType: { include: ["otystaff"], exclude: [] } }, finance, "open"],
    [{ identityProvider: { provider: "OKTA" } }, {}, "match"],
    [{ identityProvider: { provider: "OKTA" } }, { user: { id: "00usam" } }, "no match"],
    [{ identityProvider: { provider: "OKTA" } }, finance, "open"],
    [{ identityProvider: { provider: "SPECIFIC_IDP" } }, { user: { id: "00usam" } }, "open"],
    [{ identityProvider: { provider: "SPECIFIC_IDP" } }, {}, "no match"],
    [{ elCondition: { condition: 'user.profile.department == "Finance"' } }, {}, "match"],
    [{ elCondition: { condition: "user.profile.department != 'Finance'" } }, {}, "no match"],
    [
      { elCondition: { condition: "user.profile.department == 'Finance' && device.profile.managed" } },
      {},
      "open",
    ],
    [{ elCondition: { condition: "user.profile.department == 'Finance'" } }, finance, "open"],
    [{ authContext: { authType: "RADIUS" } }, {}, "no match"],
    [{ app: { include: [{ type: "APP", id: "0oapay" }] } }, {}, "match"],
    [{ app: { include: [{ type: "APP_TYPE", name: "wiki" }] } }, {}, "no match"],
    [{ app: { include: [], exclude: [{ type: "APP_TYPE", name: "payroll" }] } }, {}, "no match"],
    [{ app: { include: [], exclude: [] } }, {}, "match"],
  ])("on people %j is, of %j, a %s", async (conditions, context, expected) => {
    expect(await outcome(conditions, context)).toBe(expected);
  });
});

const rules = (name: string, conditions: JsonObject = {}) => [{ name, conditions }];

test("policies are tried in their order until one has a rule that matches; the default is the last", async () => {
  const state: WrittenState = {
    ...acme,
    sessionPolicies: [
      { name: "Guests", groups: ["Guests"], rules: rules("Anyone") },
      { name: "Off", status: "INACTIVE", rules: rules("Anyone") },
      {
        name: "Finance",
        groups: ["Finance"],
        rules: rules("Office", { network: { connection: "ZONE", include: ["Corp"] } }),
      },
      { name: "Ruleless", groups: ["Finance"] },
    ],
  };
  const only = { policyTypes: ["OKTA_SIGN_ON"] };
  const from = async (context: JsonObject, query = "") =>
    (await ask(state, context, only, query)).body.evaluation[0];
  expect(rulesIn((await from({ ip: "203.0.113.1" })).result)).toEqual(["Finance: Office"]);
  const elsewhere = await from({ ip: "192.0.2.1" }, "?expand=EVALUATED&expand=RULE");
  expect(rulesIn(elsewhere.result)).toEqual(["Default Policy: Default Rule"]);
  expect(elsewhere.evaluated.policies.map(({ name, status }: JsonObject) => `${name} ${status}`)).toEqual([
    "Guests NOT_MATCH",
    "Finance NOT_MATCH",
    "Ruleless NOT_MATCH",
    "Default Policy MATCH",
  ]);
  expect(elsewhere.evaluated.policies[1]).toMatchObject({
    conditions: [{ type: "people.groups.include", status: "MATCH" }],
    rules: [{ name: "Office", status: "NOT_MATCH", conditions: [{ type: "network", status: "NOT_MATCH" }] }],
  });
  const somewhere = await from({});
  expect(rulesIn(somewhere.undefined)).toEqual(["Finance: Office"]);
  expect(somewhere.undefined.policies[0].status).toBe("UNDEFINED");
  expect(somewhere.evaluated.policies).toEqual([]);
});

test("every type is simulated unless some are asked for, and an inactive rule is passed over", async () => {
  const state: WrittenState = {
    ...acme,
    appPolicies: [{ name: "Strong", apps: ["Payroll"], rules: [{ name: "Off", status: "INACTIVE" }] }],
  };
  const { body } = await ask(state, {});
  const found = body.evaluation.map((view: View) => [view.policyType, ...rulesIn(view.result)]);
  expect(found).toEqual([
    ["OKTA_SIGN_ON", "Default Policy: Default Rule"],
    ["MFA_ENROLL", "Default Policy: Default Rule"],
    ["ACCESS_POLICY", "Strong: Catch-all Rule"],
    ["PROFILE_ENROLLMENT"],
  ]);
  expect(body.evaluation[2].status).toBeNull();
});

test("one request in place of a list is taken, and of a list each is answered", async () => {
  const org = await serveOrg(acme);
  const request = (id: string) => ({
    appInstance: "0oapay",
    policyTypes: ["ACCESS_POLICY"],
    policyContext: { user: { id } },
  });
  const path = "/api/v1/policies/simulate";
  expect((await org.call("POST", path, request("00ukim"))).body.evaluation).toHaveLength(1);
  const both = await org.call("POST", path, [request("00ukim"), request("sam@acme.example")]);
  expect(both.body.evaluation).toHaveLength(2);
  expect(org.events()).toEqual([]);
});

test("Okta's own applications are there for people to whom nobody assigned them", async () => {
  const org = await serveOrg(acme);
  const app = org.emulator.state.apps.find(({ name }) => name === "okta_enduser");
  const { body } = await org.call("POST", "/api/v1/policies/simulate", {
    appInstance: app?.id,
    policyTypes: ["ACCESS_POLICY"],
    policyContext: { user: { id: "00uivo" } },
  });
  expect(rulesIn(body.evaluation[0].result)).toEqual(["Okta Dashboard: Catch-all Rule"]);
});

test.each<[JsonObject, number, string]>([
  [{ appInstance: null }, 400, "appInstance"],
  [{ appInstance: "0oa404" }, 404, "0oa404 (AppInstance)"],
  [{ policyTypes: ["PASSWORD"] }, 400, "PASSWORD cannot be simulated"],
  [{ policyContext: {} }, 400, "A user or groups must be given"],
  [{ policyContext: { user: { id: "00u404" } } }, 404, "00u404 (User)"],
  [{ policyContext: { groups: { ids: ["00g404"] } } }, 404, "00g404 (UserGroup)"],
  [{ policyContext: { user: { id: "00ukim" }, groups: { ids: ["00gfinance"] } } }, 400, "user and groups"],
  [{ policyContext: { user: { id: "00ukim" }, ip: "203.0.113.1", zones: { ids: [] } } }, 400, "ip and zones"],
  [{ policyContext: { user: { id: "00ukim" }, ip: "somewhere" } }, 400, "IP address"],
  [
    { policyContext: { user: { id: "00uivo" } } },
    400,
    "ivo@acme.example is not assigned to this application",
  ],
  [
    { policyContext: { groups: { ids: ["00gguests"] } } },
    400,
    "Access to Payroll is not allowed. Guests is not assigned to this application.",
  ],
])("a request with %j is refused with %i", async (more, status, words) => {
  const { body, ...answer } = await ask(acme, {}, more);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(body)).toContain(words);
});

test("Classic has no simulation", async () => {
  const org = await serveOrg({ ...acme, engine: "classic" });
  expect((await org.call("POST", "/api/v1/policies/simulate", {})).body.errorCode).toBe("E0000015");
});
