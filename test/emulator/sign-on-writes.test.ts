import { describe, expect, test } from "vitest";
import type { WrittenState } from "../../src/emulator/filling/state-schema.ts";
import { type ServedOrg, serveOrg } from "../support/served-org.ts";

const acme: WrittenState = {
  users: [{ login: "nia@acme.example", roles: ["SUPER_ADMIN"] }],
  apps: [{ id: "0oapay", label: "Payroll" }],
  appPolicies: [
    { id: "rststrong", name: "Strong", apps: ["Payroll"] },
    { id: "rstweak", name: "Weak" },
  ],
  sessionPolicies: [{ id: "00psession", name: "Workforce" }],
  passwordPolicies: [{ id: "00ppassword", name: "Staff" }],
};

const rules = (id: string) => `/api/v1/policies/${id}/rules`;
const policyCalled = async (org: ServedOrg, name: string) => {
  const policies = (await org.get("/api/v1/policies?type=ACCESS_POLICY")).body;
  return policies.find((policy: { name: string }) => policy.name === name);
};
const inOrder = (body: readonly { name: string; priority: number }[]) =>
  body.map(({ name, priority }) => `${priority} ${name}`);

const assurance = (more: object) => ({ appSignOn: { verificationMethod: { type: "ASSURANCE", ...more } } });
const chains = (...list: readonly object[]) => ({
  appSignOn: { verificationMethod: { type: "AUTH_METHOD_CHAIN", chains: list } },
});
const step = (key: string, more: object = {}) => ({ authenticationMethods: [{ key, method: key }], ...more });

describe("rules of app sign-in policies", () => {
  test("begin at 0, keep the number that they are given, and leave a gap where one is deleted", async () => {
    const org = await serveOrg(acme);
    const add = async (name: string, more: object = {}) =>
      (await org.call("POST", rules("rststrong"), { name, type: "ACCESS_POLICY", ...more })).body;
    await add("First");
    const second = await add("Second");
    await add("Fourth", { priority: 7 });
    await org.call("DELETE", `${rules("rststrong")}/${second.id}`);
    expect(inOrder((await org.get(rules("rststrong"))).body)).toEqual([
      "0 First",
      "7 Fourth",
      "99 Catch-all Rule",
    ]);
  });

  test("end in one that cannot be deleted, switched off or narrowed, only asked to do something else", async () => {
    const org = await serveOrg(acme);
    const [catchAll] = (await org.get(rules("rststrong"))).body;
    const path = `${rules("rststrong")}/${catchAll.id}`;
    const changed = await org.call("PUT", path, {
      ...catchAll,
      priority: 1,
      conditions: { network: { connection: "ANYWHERE" } },
      actions: { appSignOn: { access: "DENY" } },
    });
    expect(changed.body).toMatchObject({ priority: 99, conditions: null, system: true });
    expect(changed.body.actions.appSignOn).toEqual({
      access: "DENY",
      keepMeSignedIn: { postAuth: "NOT_ALLOWED" },
    });
    expect((await org.call("DELETE", path)).status).toBe(403);
    expect((await org.call("POST", `${path}/lifecycle/deactivate`)).status).toBe(403);
    expect(org.events()).toEqual(["policy.rule.update"]);
  });

  test.each([
    [{}, { type: "ASSURANCE", factorMode: "2FA", reauthenticateIn: "PT12H" }],
    [
      assurance({
        factorMode: "1FA",
        reauthenticateIn: "PT0S",
        constraints: [
          { possession: { phishingResistant: "REQUIRED" } },
          { possession: { excludedAuthenticationMethods: [{ key: "phone_number", method: "sms" }] } },
          {},
        ],
      }).appSignOn,
      {
        type: "ASSURANCE",
        factorMode: "1FA",
        reauthenticateIn: "PT0S",
        constraints: [
          { possession: { required: true, phishingResistant: "REQUIRED" } },
          {
            possession: {
              required: false,
              excludedAuthenticationMethods: [{ key: "phone_number", method: "sms" }],
            },
          },
          {},
        ],
      },
    ],
    [
      { verificationMethod: { chains: [step("webauthn")], factorMode: "2FA", inactivityPeriod: "PT1H" } },
      { type: "AUTH_METHOD_CHAIN", chains: [step("webauthn")] },
    ],
    [
      { verificationMethod: { type: "ID_PROOFING", id: "0oapersona" } },
      { type: "ID_PROOFING", id: "0oapersona" },
    ],
  ])("that ask for %j are completed", async (appSignOn, method) => {
    const org = await serveOrg(acme);
    const { body } = await org.call("POST", rules("rststrong"), { name: "Any", actions: { appSignOn } });
    expect(body.actions.appSignOn.verificationMethod).toEqual(method);
  });

  test.each([
    [{}, undefined],
    [
      { include: [{ type: "DESKTOP", os: { type: "LINUX", expression: null } }, { type: "MOBILE" }] },
      { include: [{ type: "DESKTOP", os: { type: "LINUX" } }, { type: "MOBILE" }], exclude: [] },
    ],
    [
      { include: [{ type: "DESKTOP", os: { type: "OTHER", expression: "" } }] },
      { include: [{ type: "DESKTOP", os: { type: "OTHER", expression: "" } }], exclude: [] },
    ],
  ])("for the platforms %j are shown for %j", async (platform, shown) => {
    const org = await serveOrg(acme);
    const { body } = await org.call("POST", rules("rststrong"), { name: "Any", conditions: { platform } });
    expect(body.conditions.platform).toEqual(shown);
  });
});

const app = "appSignOn.verificationMethod";
test.each<[string, object, string]>([
  ["rststrong", { actions: { appSignOn: { access: "MAYBE" } } }, "appSignOn.access"],
  ["rststrong", { actions: { appSignOn: { verificationMethod: { type: "LUCK" } } } }, `${app}.type`],
  ["rststrong", { actions: assurance({ factorMode: 2 }) }, `${app}.factorMode`],
  ["rststrong", { actions: assurance({ reauthenticateIn: "2 hours" }) }, `${app}.reauthenticateIn`],
  [
    "rststrong",
    { actions: assurance({ constraints: [{ knowledge: { reauthenticateIn: "PT" } }] }) },
    `${app}.reauthenticateIn`,
  ],
  ["rststrong", { actions: chains() }, `${app}.chains`],
  ["rststrong", { actions: chains(...Array.from({ length: 6 }, () => step("webauthn"))) }, "five chains"],
  [
    "rststrong",
    { actions: chains(step("a", { next: [step("b", { next: [step("c", { next: [step("d")] })] })] })) },
    "three steps",
  ],
  [
    "rststrong",
    {
      actions: {
        appSignOn: {
          verificationMethod: {
            type: "AUTH_METHOD_CHAIN",
            chains: [step("webauthn", { reauthenticateIn: "PT1H" })],
            reauthenticateIn: "PT2H",
          },
        },
      },
    },
    "not both",
  ],
  ["rststrong", { conditions: { device: { managed: true } } }, "device.registered"],
  ["rststrong", { conditions: { riskScore: { level: "DIRE" } } }, "riskScore.level"],
  ["00psession", { actions: { signon: { requireFactor: true } } }, "signon.factorPromptMode"],
  ["00psession", { actions: { signon: { factorLifetime: 1.5 } } }, "signon.factorLifetime"],
  [
    "00psession",
    { actions: { signon: { session: { maxSessionIdleMinutes: -1 } } } },
    "maxSessionIdleMinutes",
  ],
  ["00psession", { actions: { signon: { primaryFactor: "PASSWORD" } } }, "signon.primaryFactor"],
  ["00psession", { conditions: { authContext: { authType: "SSH" } } }, "authContext.authType"],
  ["00ppassword", { actions: { selfServiceUnlock: { access: "YES" } } }, "selfServiceUnlock.access"],
  [
    "00ppassword",
    { actions: { selfServicePasswordReset: { requirement: { accessControl: "NONE" } } } },
    "requirement.accessControl",
  ],
])("under %s a rule with %j is refused", async (policyId, rule, cause) => {
  const org = await serveOrg(acme);
  const { status, body } = await org.call("POST", rules(policyId), { name: "Any", ...rule });
  expect([status, body.errorCode]).toEqual([400, "E0000001"]);
  expect(body.errorCauses[0].errorSummary).toContain(cause);
});

test("a rule is taken with everything that it can say", async () => {
  const org = await serveOrg(acme);
  const session = await org.call("POST", rules("00psession"), {
    name: "Any",
    actions: {
      signon: {
        requireFactor: true,
        factorPromptMode: "DEVICE",
        factorLifetime: 15,
        session: { maxSessionIdleMinutes: 5 },
      },
    },
  });
  expect(session.body.actions.signon).toMatchObject({
    factorLifetime: 15,
    session: { maxSessionIdleMinutes: 5, maxSessionLifetimeMinutes: 0 },
  });
  const timed = chains(step("okta_password", { next: [step("webauthn", { reauthenticateIn: "PT43800H" })] }));
  expect((await org.call("POST", rules("rstweak"), { name: "Chain", actions: timed })).status).toBe(200);
  const recovery = {
    selfServicePasswordReset: {
      access: "ALLOW",
      requirement: { accessControl: "LEGACY", primary: { methods: ["email"] }, stepUp: { required: false } },
    },
  };
  const reset = await org.call("POST", rules("00ppassword"), { name: "By mail", actions: recovery });
  expect(reset.body.actions).toEqual(recovery);
});

test("a routing rule by an expression comes back with the property that is meant", async () => {
  const org = await serveOrg(acme);
  const [policy] = (await org.get("/api/v1/policies?type=IDP_DISCOVERY")).body;
  const idp = {
    idpSelectionType: "DYNAMIC",
    providers: [],
    matchCriteria: [{ providerExpression: "login.identifier.substringAfter('@')" }],
    shouldFallBackToOkta: false,
  };
  const { body } = await org.call("POST", rules(policy.id), { name: "By domain", actions: { idp } });
  expect(body.actions.idp).toEqual({
    idpSelectionType: "DYNAMIC",
    providers: [],
    matchCriteria: [{ propertyName: "name", providerExpression: "login.identifier.substringAfter('@')" }],
  });
  expect(inOrder((await org.get(rules(policy.id))).body)).toEqual(["1 By domain", "2 Default Rule"]);
  const back = { ...idp, shouldFallBackToOkta: true };
  const changed = await org.call("PUT", `${rules(policy.id)}/${body.id}`, {
    name: "By domain",
    actions: { idp: back },
  });
  expect(changed.body.actions.idp.shouldFallBackToOkta).toBe(true);
});

test("of the account management policy only the rules can be written", async () => {
  const org = await serveOrg(acme);
  const { id } = await policyCalled(org, "Okta Account Management Policy");
  const path = `/api/v1/policies/${id}`;
  const refused = [
    await org.call("PUT", path, { type: "ACCESS_POLICY", name: "Mine" }),
    await org.call("DELETE", path),
    await org.call("POST", `${path}/lifecycle/deactivate`),
    await org.call("POST", `${path}/mappings`, { resourceId: "0oapay" }),
    await org.call("PUT", `/api/v1/apps/0oapay/policies/${id}`),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 400, 400]);
  const added = await org.call("POST", rules(id), {
    name: "Enroll in the office",
    conditions: { elCondition: { condition: "accessRequest.operation == 'enroll'" } },
    actions: assurance({ factorMode: "1FA" }),
  });
  expect(added.body).toMatchObject({
    priority: 0,
    conditions: { elCondition: { condition: "accessRequest.operation == 'enroll'" } },
  });
});

describe("applications and their policies", () => {
  test("a policy goes when its applications were given to the default, as the provider does it", async () => {
    const org = await serveOrg(acme);
    expect((await org.call("DELETE", "/api/v1/policies/rststrong")).status).toBe(400);
    const usual = await policyCalled(org, "Any two factors");
    await org.call("PUT", `/api/v1/apps/0oapay/policies/${usual.id}`);
    expect((await org.call("DELETE", "/api/v1/policies/rststrong")).status).toBe(204);
    const shown = (await org.get("/api/v1/apps/0oapay")).body;
    expect(shown._links.accessPolicy.href).toBe(usual._links.self.href);
    expect(org.events()).toEqual(["policy.mapping.create", "policy.lifecycle.delete"]);
  });

  test("the log names the policy, the application and the policy before; mapping it again changes nothing", async () => {
    const org = await serveOrg(acme);
    const first = await org.call("POST", "/api/v1/policies/rstweak/mappings", { resourceId: "0oapay" });
    const again = await org.call("POST", "/api/v1/policies/rstweak/mappings", { resourceId: "0oapay" });
    expect(again.body).toEqual(first.body);
    const [event, ...more] = org.emulator.state.logEvents;
    expect(more).toEqual([]);
    expect(event?.target).toMatchObject([
      { type: "PolicyEntity", displayName: "Weak" },
      { type: "AppInstance", displayName: "Payroll" },
      { type: "PolicyEntity", displayName: "Strong", detailEntry: { isPreviousPolicy: true } },
    ]);
  });

  test("an application that is taken off its policy is under the default, and cannot be taken off that", async () => {
    const org = await serveOrg(acme);
    const mappings = "/api/v1/policies/rststrong/mappings";
    const [mapping] = (await org.get(mappings)).body;
    expect((await org.call("DELETE", `${mappings}/${mapping.id}`)).status).toBe(204);
    const usual = await policyCalled(org, "Any two factors");
    const [moved] = (await org.get(`/api/v1/policies/${usual.id}/mappings`)).body;
    expect(moved._links.application.href).toContain("0oapay");
    const again = await org.call("DELETE", `/api/v1/policies/${usual.id}/mappings/${moved.id}`);
    expect(again.status).toBe(400);
  });

  test("the Admin Console keeps its policy for itself", async () => {
    const org = await serveOrg(acme);
    const [console] = (await org.get('/api/v1/apps?filter=name+eq+"saasure"')).body;
    const { id } = await policyCalled(org, "Okta Admin Console");
    expect((await org.call("PUT", `/api/v1/apps/${console.id}/policies/rstweak`)).status).toBe(400);
    expect((await org.call("PUT", `/api/v1/apps/0oapay/policies/${id}`)).status).toBe(400);
  });

  test("an application may have a profile enrollment policy beside, and lose it", async () => {
    const org = await serveOrg(acme);
    const made = await org.call("POST", "/api/v1/policies", { type: "PROFILE_ENROLLMENT", name: "Sign-up" });
    const mappings = `/api/v1/policies/${made.body.id}/mappings`;
    const { body } = await org.call("POST", mappings, { resourceId: "0oapay" });
    expect((await org.call("DELETE", `${mappings}/${body.id}`)).status).toBe(204);
    expect((await org.get(mappings)).body).toEqual([]);
    expect((await org.get("/api/v1/policies/rststrong/mappings")).body).toHaveLength(1);
  });

  test("a new application lands on the default policy, unless it is an API service", async () => {
    const org = await serveOrg(acme);
    const make = async (body: object, query = "") =>
      (await org.call("POST", `/api/v1/apps${query}`, body)).body;
    const usual = await policyCalled(org, "Any two factors");
    const saml = await make({ label: "Ledger", signOnMode: "SAML_2_0" });
    expect([saml.name, saml._links.accessPolicy.href]).toEqual(["acme_ledger_1", usual._links.self.href]);
    const robot = {
      label: "Robot",
      name: "oidc_client",
      settings: { oauthClient: { application_type: "service" } },
    };
    const service = await make(robot, "?activate=false");
    expect([service.status, service._links.accessPolicy]).toEqual(["INACTIVE", undefined]);
    expect((await org.call("POST", "/api/v1/apps", {})).status).toBe(400);
    expect(org.events()).toEqual(["application.lifecycle.create", "application.lifecycle.create"]);
  });

  test("an application is renamed, switched off and deleted, and then its policy can go", async () => {
    const org = await serveOrg(acme);
    const path = "/api/v1/apps/0oapay";
    expect((await org.call("PUT", path, { label: "Pay" })).body.label).toBe("Pay");
    expect((await org.call("DELETE", path)).body.errorCode).toBe("E0000056");
    for (const step of ["deactivate", "deactivate", "activate", "deactivate"]) {
      expect((await org.call("POST", `${path}/lifecycle/${step}`)).status).toBe(200);
    }
    expect((await org.call("DELETE", path)).status).toBe(204);
    expect((await org.get(path)).status).toBe(404);
    expect((await org.call("DELETE", "/api/v1/policies/rststrong")).status).toBe(204);
    expect(org.events()).toEqual([
      "application.lifecycle.update",
      "application.lifecycle.deactivate",
      "application.lifecycle.activate",
      "application.lifecycle.deactivate",
      "application.lifecycle.delete",
      "policy.lifecycle.delete",
    ]);
  });

  test("people and groups are assigned and unassigned, and the log tells each once", async () => {
    const org = await serveOrg({ ...acme, groups: [{ id: "00gfin", name: "Finance" }] });
    const nia = org.emulator.state.users[0]?.id;
    const [people, groups] = ["/api/v1/apps/0oapay/users", "/api/v1/apps/0oapay/groups"];
    for (const _ of [1, 2]) {
      expect((await org.call("POST", people, { id: nia, scope: "USER" })).body.scope).toBe("USER");
      expect((await org.call("PUT", `${groups}/00gfin`, {})).body.id).toBe("00gfin");
    }
    expect((await org.call("POST", people, { id: "00u404" })).status).toBe(404);
    const undo = [`${people}/${nia}`, `${people}/${nia}`, `${groups}/00gfin`, `${groups}/00gfin`];
    const statuses = [];
    for (const path of undo) statuses.push((await org.call("DELETE", path)).status);
    expect(statuses).toEqual([204, 404, 204, 404]);
    expect(org.events()).toEqual([
      "application.user_membership.add",
      "group.application_assignment.add",
      "application.user_membership.remove",
      "group.application_assignment.remove",
    ]);
  });
});

test("Classic has no app sign-in policies, and its session rules do not say which factor comes first", async () => {
  const org = await serveOrg({ users: acme.users, engine: "classic", apps: [{ label: "Payroll" }] });
  expect((await org.get("/api/v1/policies?type=ACCESS_POLICY")).status).toBe(400);
  expect((await org.call("POST", "/api/v1/policies", { type: "ACCESS_POLICY", name: "Strong" })).status).toBe(
    400,
  );
  const made = await org.call("POST", "/api/v1/apps", { label: "Wiki" });
  expect(made.body._links).not.toHaveProperty("accessPolicy");
  const [policy] = (await org.get("/api/v1/policies?type=OKTA_SIGN_ON")).body;
  const [rule] = (await org.get(rules(policy.id))).body;
  expect(rule.actions.signon).not.toHaveProperty("primaryFactor");
});

test("the default session rule can be made to ask for more and is still for everybody", async () => {
  const org = await serveOrg(acme);
  const policies = (await org.get("/api/v1/policies?type=OKTA_SIGN_ON")).body;
  const { id } = policies.find(({ system }: { system: boolean }) => system);
  const [rule] = (await org.get(rules(id))).body;
  const asked = await org.call("PUT", `${rules(id)}/${rule.id}`, {
    ...rule,
    name: "Mine",
    conditions: { network: { connection: "ZONE", include: ["ALL_ZONES"] } },
    actions: { signon: { requireFactor: true, factorPromptMode: "ALWAYS" } },
  });
  expect(asked.body).toMatchObject({ name: "Default Rule", priority: 1, conditions: rule.conditions });
  expect(asked.body.actions.signon).toMatchObject({ requireFactor: true, factorPromptMode: "ALWAYS" });
  const [event] = org.emulator.state.logEvents;
  expect(event?.target?.[0]?.detailEntry).toEqual({ policyType: "OktaSignOn" });
  expect(event?.debugContext.debugData).toMatchObject({
    oldPolicyRuleAction: JSON.stringify(rule.actions),
    newPolicyRuleAction: JSON.stringify(asked.body.actions),
  });
});

test("a password policy is for accounts of Okta unless it says otherwise", async () => {
  const org = await serveOrg(acme);
  const { body } = await org.call("POST", "/api/v1/policies", { type: "PASSWORD", name: "Contractors" });
  expect(body.conditions.authProvider).toEqual({ provider: "OKTA" });
});
