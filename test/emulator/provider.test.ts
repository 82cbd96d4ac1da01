import { expect, test } from "vitest";
import { serveOrg } from "../support/served-org.ts";

// The calls that terraform-provider-okta 6.12 makes, in its order (pulumi-okta section 8).
const acme = { users: [{ login: "nia@acme.example", roles: ["SUPER_ADMIN"] }] };

test("configuring, a group, its rule, an enrollment policy and its rule: up, changed, and down again", async () => {
  const org = await serveOrg(acme);
  const statuses: number[] = [];
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await org.call(method, path, body);
    statuses.push(answer.status);
    return answer.body;
  };

  await call("GET", "/api/v1/users/me");
  await call("GET", "/api/v1/users/me");
  const group = await call("POST", "/api/v1/groups", { profile: { name: "MFA Required", description: "" } });
  await call("GET", `/api/v1/groups/${group.id}`);

  const ruleBody = {
    actions: { assignUserToGroups: { groupIds: [group.id] } },
    conditions: { expression: { type: "urn:okta:expression:1.0", value: 'user.userType=="employee"' } },
    name: "MFA Required - employees",
    type: "group_rule",
  };
  const groupRule = await call("POST", "/api/v1/groups/rules", ruleBody);
  expect(groupRule.status).toBe("INACTIVE");
  await call("POST", `/api/v1/groups/rules/${groupRule.id}/lifecycle/activate`);
  expect((await call("GET", `/api/v1/groups/rules/${groupRule.id}`)).status).toBe("ACTIVE");

  await call("GET", "/api/v1/authenticators");
  const policyBody = {
    conditions: { people: { groups: { include: [group.id] } } },
    description: "",
    name: "MFA required",
    status: "ACTIVE",
    type: "MFA_ENROLL",
    settings: {
      authenticators: [
        { key: "okta_password", enroll: { self: "REQUIRED" } },
        { key: "webauthn", enroll: { self: "OPTIONAL" }, constraints: { aaguidGroups: ["ANY"] } },
      ],
      type: "AUTHENTICATORS",
    },
  };
  const policy = await call("POST", "/api/v1/policies", policyBody);
  await call("POST", `/api/v1/policies/${policy.id}/lifecycle/activate`);
  expect((await call("GET", `/api/v1/policies/${policy.id}`)).priority).toBe(1);

  const enrollRule = {
    type: "MFA_ENROLL",
    name: "Enroll at sign-in",
    status: "ACTIVE",
    conditions: { network: { connection: "ANYWHERE" } },
    actions: { enroll: { self: "CHALLENGE" } },
  };
  const rule = await call("POST", `/api/v1/policies/${policy.id}/rules`, enrollRule);
  const rulePath = `/api/v1/policies/${policy.id}/rules/${rule.id}`;
  expect((await call("GET", rulePath)).conditions.people.users.exclude).toEqual([]);

  await call("PUT", `/api/v1/policies/${policy.id}`, { ...policyBody, priority: 1, description: "Changed" });
  await call("PUT", rulePath, { ...enrollRule, actions: { enroll: { self: "LOGIN" } } });
  await call("POST", `${rulePath}/lifecycle/activate`);
  await call("POST", `/api/v1/groups/rules/${groupRule.id}/lifecycle/deactivate`);
  await call("PUT", `/api/v1/groups/rules/${groupRule.id}`, { ...ruleBody, name: "Employees" });
  await call("POST", `/api/v1/groups/rules/${groupRule.id}/lifecycle/activate`);

  const [system] = (await call("GET", "/api/v1/policies?type=MFA_ENROLL")).filter(
    (candidate: { system: boolean }) => candidate.system,
  );
  await call("GET", "/api/v1/groups?q=Everyone");
  await call("PUT", `/api/v1/policies/${system.id}`, {
    ...policyBody,
    name: system.name,
    priority: system.priority,
  });

  await call("DELETE", rulePath);
  await call("DELETE", `/api/v1/policies/${policy.id}`);
  await call("POST", `/api/v1/groups/rules/${groupRule.id}/lifecycle/deactivate`);
  await call("DELETE", `/api/v1/groups/rules/${groupRule.id}?removeUsers=true`);
  await call("DELETE", `/api/v1/groups/${group.id}`);
  expect(statuses.filter((status) => status >= 400)).toEqual([]);
});

test("members of a group are added one by one and read back until they are there", async () => {
  const org = await serveOrg({ ...acme, groups: [{ id: "00gadm", name: "MFA Admins" }] });
  const { body: me } = await org.get("/api/v1/users/me");
  expect((await org.call("PUT", `/api/v1/groups/00gadm/users/${me.id}`)).status).toBe(204);
  expect((await org.get("/api/v1/groups/00gadm/users?limit=200")).body).toHaveLength(1);
});

test("an app sign-in policy, its rules and its application, a session policy and its rule: up, changed, and down", async () => {
  const org = await serveOrg({
    ...acme,
    apps: [{ id: "0oapay", label: "Payroll", name: "payroll", signOnMode: "SAML_2_0" }],
  });
  const statuses: number[] = [];
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await org.call(method, `/api/v1${path}`, body);
    statuses.push(answer.status);
    return answer.body;
  };

  // okta_app_signon_policy with `catch_all = false`.
  const policyBody = { type: "ACCESS_POLICY", name: "Strong", description: "For Payroll", priority: 1 };
  const policy = await call("POST", "/policies", policyBody);
  const [catchAll] = await call("GET", `/policies/${policy.id}/rules`);
  const denied = { ...catchAll.actions, appSignOn: { ...catchAll.actions.appSignOn, access: "DENY" } };
  await call("PUT", `/policies/${policy.id}/rules/${catchAll.id}`, { ...catchAll, actions: denied });

  // okta_app_signon_policy_rules: reads what is there, then writes each rule in the order of priorities.
  const ruleBody = (name: string, priority: number, factorMode: string) => ({
    type: "ACCESS_POLICY",
    name,
    priority,
    status: "ACTIVE",
    conditions: { network: { connection: "ANYWHERE" }, platform: {}, riskScore: { level: "ANY" } },
    actions: {
      appSignOn: {
        access: "ALLOW",
        verificationMethod: {
          type: "ASSURANCE",
          factorMode,
          reauthenticateIn: "PT2H",
          constraints: [{ possession: { phishingResistant: "REQUIRED" } }],
        },
      },
    },
  });
  await call("GET", `/policies/${policy.id}/rules`);
  const office = await call("POST", `/policies/${policy.id}/rules`, ruleBody("Office", 0, "1FA"));
  const others = await call("POST", `/policies/${policy.id}/rules`, ruleBody("Others", 1, "2FA"));
  const rulePath = `/policies/${policy.id}/rules/${office.id}`;
  await call("PUT", rulePath, ruleBody("Office", 0, "2FA"));
  expect((await call("GET", rulePath)).actions.appSignOn.verificationMethod).toMatchObject({
    factorMode: "2FA",
  });
  await call("DELETE", `/policies/${policy.id}/rules/${others.id}`);

  // okta_app_access_policy_assignment: the application's link tells which policy it is under.
  await call("GET", "/apps/0oapay");
  await call("PUT", `/apps/0oapay/policies/${policy.id}`);
  expect((await call("GET", "/apps/0oapay"))._links.accessPolicy.href).toContain(policy.id);

  // okta_policy_signon and okta_policy_rule_signon.
  const [everyone] = await call("GET", "/groups?q=Everyone");
  const sessionBody = {
    type: "OKTA_SIGN_ON",
    name: "Workforce",
    description: "",
    status: "ACTIVE",
    conditions: { people: { groups: { include: [everyone.id] } } },
  };
  const session = await call("POST", "/policies", sessionBody);
  await call("POST", `/policies/${session.id}/lifecycle/activate`);
  const signon = {
    type: "SIGN_ON",
    name: "Anyone",
    status: "ACTIVE",
    priority: 1,
    conditions: {
      authContext: { authType: "ANY" },
      network: { connection: "ANYWHERE" },
      identityProvider: { provider: "ANY" },
    },
    actions: {
      signon: {
        access: "ALLOW",
        requireFactor: true,
        factorPromptMode: "SESSION",
        factorLifetime: 15,
        primaryFactor: "PASSWORD_IDP_ANY_FACTOR",
        rememberDeviceByDefault: false,
        session: { maxSessionIdleMinutes: 120, maxSessionLifetimeMinutes: 720, usePersistentCookie: false },
      },
    },
  };
  const sessionRule = await call("POST", `/policies/${session.id}/rules`, signon);
  const sessionRulePath = `/policies/${session.id}/rules/${sessionRule.id}`;
  expect((await call("GET", sessionRulePath)).actions).toEqual(signon.actions);
  await call("PUT", sessionRulePath, { ...signon, name: "Everybody" });
  await call("POST", `${sessionRulePath}/lifecycle/deactivate`);
  await call("DELETE", sessionRulePath);
  await call("DELETE", `/policies/${session.id}`);

  // Deleting the app sign-in policy gives its applications to the one default first.
  const usual = (await call("GET", "/policies?type=ACCESS_POLICY")).filter(
    (candidate: { system: boolean }) => candidate.system,
  );
  expect(usual).toHaveLength(1);
  for (const app of await call("GET", "/apps?limit=200")) {
    if (app._links.accessPolicy?.href.endsWith(policy.id)) {
      await call("PUT", `/apps/${app.id}/policies/${usual[0].id}`);
    }
  }
  await call("DELETE", `/policies/${policy.id}`);
  expect(statuses.filter((status) => status >= 400)).toEqual([]);
});
