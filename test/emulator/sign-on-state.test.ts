import { expect, test } from "vitest";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import { stateSchema, type WrittenState } from "../../src/emulator/filling/state-schema.ts";
import { serveOrg } from "../support/served-org.ts";

const acme: WrittenState = {
  users: [{ login: "nia@acme.example", roles: ["SUPER_ADMIN"] }, { login: "kim@acme.example" }],
  groups: [{ name: "Contractors", members: ["kim@acme.example"] }],
  zones: [{ name: "Corp" }],
  apps: [
    { label: "Payroll", name: "payroll", signOnMode: "SAML_2_0" },
    { label: "Wiki" },
    { label: "Ledger", policy: "Relaxed" },
    { label: "Robot", applicationType: "service" },
  ],
  sessionPolicies: [
    {
      name: "Workforce",
      groups: ["Contractors"],
      rules: [{ name: "Office", zones: ["Corp"], actions: { signon: { requireFactor: true } } }],
    },
  ],
  passwordPolicies: [
    {
      name: "Staff",
      settings: { recovery: { factors: { okta_email: { status: "ACTIVE" } } } },
      rules: [{ name: "By mail", actions: { selfServicePasswordReset: { access: "ALLOW" } } }],
    },
    { name: "Default Policy", settings: { password: { complexity: { minLength: 12 } } } },
  ],
  appPolicies: [
    {
      name: "Strong",
      apps: ["Payroll"],
      rules: [
        { name: "Office", exceptZones: ["Corp"], exceptUsers: ["nia@acme.example"] },
        { name: "Contractors", groups: ["Contractors"], conditions: { riskScore: { level: "LOW" } } },
        { name: "Catch-all Rule", actions: { appSignOn: { access: "DENY" } } },
      ],
    },
    { name: "Relaxed" },
  ],
};

type Shown = { id: string; name: string; priority: number; _links: Record<string, { href: string }> };
const names = (body: readonly Shown[]) => body.map(({ name }) => name);

test("every Identity Engine org has the policies that Okta makes, each application under one of them", async () => {
  const org = await serveOrg({ users: acme.users, apps: [{ label: "Payroll" }] });
  const policies: Shown[] = (await org.get("/api/v1/policies?type=ACCESS_POLICY")).body;
  const apps: Shown[] = (await org.get("/api/v1/apps")).body;
  const nameOf = (href = "") => policies.find(({ id }) => href.endsWith(id))?.name;
  expect(apps.map((app) => [app.name, nameOf(app._links["accessPolicy"]?.href)])).toEqual([
    ["oidc_client", "Any two factors"],
    ["saasure", "Okta Admin Console"],
    ["okta_enduser", "Okta Dashboard"],
    ["okta_browser_plugin", "Okta Browser Plugin"],
  ]);
  for (const type of ["OKTA_SIGN_ON", "PASSWORD"]) {
    const [only] = (await org.get(`/api/v1/policies?type=${type}`)).body;
    const rules = (await org.get(`/api/v1/policies/${only.id}/rules`)).body;
    expect([only.name, names(rules)]).toEqual(["Default Policy", ["Default Rule"]]);
  }
});

test("the account management policy is for no application, and only its rules can be written", async () => {
  const org = await serveOrg(acme);
  const policies = (await org.get("/api/v1/policies?type=ACCESS_POLICY")).body;
  const found = policies.find(({ name }: Shown) => name === "Okta Account Management Policy");
  expect(found._embedded).toEqual({ resourceType: "END_USER_ACCOUNT_MANAGEMENT" });
  expect(found._links.self.hints.allow).toEqual(["GET"]);
  expect(Object.keys(found._links).sort()).toEqual(["rules", "self"]);
  expect((await org.get(`/api/v1/policies/${found.id}/mappings`)).body).toEqual([]);
});

test("a policy that every org has can be written with other rules, and stays what it is", async () => {
  const org = await serveOrg({
    users: acme.users,
    appPolicies: [
      {
        name: "Okta Account Management Policy",
        rules: [{ name: "Enroll in the office", zones: ["ALL_ZONES"] }],
      },
      { name: "Okta Admin Console", rules: [{ name: "Admins" }] },
    ],
  });
  const policies = (await org.get("/api/v1/policies?type=ACCESS_POLICY")).body;
  const [account, console] = policies;
  expect(account._embedded.resourceType).toBe("END_USER_ACCOUNT_MANAGEMENT");
  expect(names((await org.get(`/api/v1/policies/${account.id}/rules`)).body)).toEqual([
    "Enroll in the office",
    "Catch-all Rule",
  ]);
  expect(names((await org.get(`/api/v1/policies/${console.id}/rules`)).body)).toEqual([
    "Admins",
    "Catch-all Rule",
  ]);
  const [app] = (await org.get('/api/v1/apps?filter=name+eq+"saasure"')).body;
  expect(app._links.accessPolicy.href).toContain(console.id);
  expect(new Set(names(policies)).size).toBe(policies.length);
});

test("policies written in short are completed, in their order, with the rule that they cannot be without", async () => {
  const org = await serveOrg(acme);
  const policyCalled = async (type: string, name: string) => {
    const found = (await org.get(`/api/v1/policies?type=${type}`)).body.find(
      (one: Shown) => one.name === name,
    );
    return { ...found, rules: (await org.get(`/api/v1/policies/${found.id}/rules`)).body };
  };
  const corp = org.emulator.state.zones[0]?.id;
  const session = await policyCalled("OKTA_SIGN_ON", "Workforce");
  expect(session.rules[0]).toMatchObject({
    type: "SIGN_ON",
    priority: 1,
    conditions: { network: { connection: "ZONE", include: [corp] }, authContext: { authType: "ANY" } },
    actions: { signon: { requireFactor: true, primaryFactor: "PASSWORD_IDP_ANY_FACTOR" } },
  });
  expect(session.conditions.people.groups.include).toEqual([
    org.emulator.state.groups.find(({ name }) => name === "Contractors")?.id,
  ]);
  const strong = await policyCalled("ACCESS_POLICY", "Strong");
  expect(strong.rules.map(({ name, priority }: Shown) => `${priority} ${name}`)).toEqual([
    "0 Office",
    "1 Contractors",
    "99 Catch-all Rule",
  ]);
  expect(strong.rules[2]).toMatchObject({
    system: true,
    conditions: null,
    actions: { appSignOn: { access: "DENY" } },
  });
  expect(strong.rules[1].conditions.riskScore).toEqual({ level: "LOW" });
  expect(names((await policyCalled("ACCESS_POLICY", "Relaxed")).rules)).toEqual(["Catch-all Rule"]);
  const staff = await policyCalled("PASSWORD", "Staff");
  expect(staff.settings.recovery.factors.okta_email.status).toBe("ACTIVE");
  const last = await policyCalled("PASSWORD", "Default Policy");
  expect([last.system, last.priority, names(last.rules)]).toEqual([true, 2, ["Default Rule"]]);
  expect(last.settings.password.complexity).toMatchObject({ minLength: 12, minNumber: 1 });
});

test("an application is under the policy that lists it or that it names, and an API service app under none", async () => {
  const org = await serveOrg(acme);
  const policies: Shown[] = (await org.get("/api/v1/policies?type=ACCESS_POLICY")).body;
  const shown = (await org.get("/api/v1/apps?limit=4")).body;
  const under = shown.map((app: Shown & { label: string }) => [
    app.label,
    policies.find(({ id }) => app._links["accessPolicy"]?.href.endsWith(id))?.name,
  ]);
  expect(under).toEqual([
    ["Payroll", "Strong"],
    ["Wiki", "Any two factors"],
    ["Ledger", "Relaxed"],
    ["Robot", undefined],
  ]);
  expect(shown[0]).not.toHaveProperty("settings");
  expect(shown[3].settings.oauthClient.application_type).toBe("service");
  expect((await org.get(`/api/v1/apps/${shown[0].id}`)).body).toEqual(shown[0]);
});

test("a state that is dumped and read again is the same", () => {
  const state = fillState(acme);
  expect(fillState(stateSchema.parse(structuredClone(state)))).toEqual(state);
  const classic = fillState({ engine: "classic", apps: [{ label: "Payroll" }] });
  expect(classic.policies.filter(({ type }) => type === "ACCESS_POLICY")).toEqual([]);
  expect(classic.apps.map(({ label }) => label)).toEqual(["Payroll"]);
});

test("an application under a policy that does not exist is refused", () => {
  expect(() => fillState({ apps: [{ label: "Payroll", policy: "Strong" }] })).toThrow(
    "Payroll is to be under the policy Strong, which does not exist",
  );
});

test.each([
  ['status eq "ACTIVE"', ["Payroll", "Okta Admin Console", "Okta Dashboard", "Okta Browser Plugin"]],
  ['name eq "saasure"', ["Okta Admin Console"]],
  ['status eq "INACTIVE"', ["Wiki"]],
  ['user.id eq "00unia"', ["Payroll"]],
  ['group.id eq "00gmfa"', ["Wiki"]],
  ['id eq "0oawiki"', ["Wiki"]],
])("applications are filtered by %s", async (filter, labels) => {
  const org = await serveOrg(filtered);
  const { body } = await org.get(`/api/v1/apps?filter=${encodeURIComponent(filter)}`);
  expect(body.map(({ label }: { label: string }) => label)).toEqual(labels);
});

const filtered: WrittenState = {
  users: [{ id: "00unia", login: "nia@acme.example", roles: ["SUPER_ADMIN"] }],
  groups: [{ id: "00gmfa", name: "MFA Required" }],
  apps: [
    { label: "Payroll", userIds: ["nia@acme.example"] },
    { id: "0oawiki", label: "Wiki", status: "INACTIVE", groupIds: ["MFA Required"] },
  ],
};

test.each([
  'label eq "Payroll"',
  'name sw "saas"',
  'status eq "ACTIVE" and name eq "saasure"',
  'constructor eq "x"',
])("a filter of applications by %s is refused", async (filter) => {
  const org = await serveOrg(filtered);
  const { status, body } = await org.get(`/api/v1/apps?filter=${encodeURIComponent(filter)}`);
  expect([status, body.errorCode]).toEqual([400, "E0000031"]);
});

test.each([
  [["READ_ONLY_ADMIN"], [], ["Payroll"]],
  [[], ["SUPER_ADMIN"], ["Payroll", "Okta Admin Console", "Okta Dashboard", "Okta Browser Plugin"]],
])("Okta's own applications are hidden from who has the roles %j, and %j by a group", async (roles, ofGroup, labels) => {
  const org = await serveOrg({
    users: [
      { login: "kim@acme.example", roles },
      { login: "nia@acme.example", roles: ["SUPER_ADMIN"] },
    ],
    tokens: [{ value: "kim", userId: "kim@acme.example" }],
    groups: [{ name: "Admins", members: ["kim@acme.example"], roles: ofGroup }],
    apps: [{ label: "Payroll" }],
  });
  const { body } = await org.get("/api/v1/apps");
  expect(body.map(({ label }: { label: string }) => label)).toEqual(labels);
  const own = org.emulator.state.apps.find(({ name }) => name === "saasure");
  expect((await org.get(`/api/v1/apps/${own?.id}`)).status).toBe(labels.length > 1 ? 200 : 404);
});
