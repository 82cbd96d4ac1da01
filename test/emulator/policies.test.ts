import { expect, test } from "vitest";
import { serveOrg } from "../support/served-org.ts";

const acme = {
  users: [{ login: "nia@acme.example", roles: ["SUPER_ADMIN"] }],
  groups: [{ id: "00gmfa", name: "MFA Required", members: ["nia@acme.example"] }],
};

const enrollment = (name: string, more: object = {}) => ({
  type: "MFA_ENROLL",
  name,
  conditions: { people: { groups: { include: ["00gmfa"] } } },
  settings: {
    type: "AUTHENTICATORS",
    authenticators: [{ key: "okta_password", enroll: { self: "REQUIRED" } }],
  },
  ...more,
});

type Named = { name: string; priority: number };
const order = (body: readonly Named[]) => body.map(({ name, priority }) => `${priority} ${name}`);

test("a policy is made before Okta's own, out of range places are cut, and a taken one moves down", async () => {
  const org = await serveOrg(acme);
  const first = await org.call("POST", "/api/v1/policies", enrollment("First"));
  await org.call("POST", "/api/v1/policies", enrollment("Last", { priority: 999 }));
  const second = await org.call("POST", "/api/v1/policies", enrollment("Between", { priority: 2 }));
  const list = async () => order((await org.get("/api/v1/policies?type=MFA_ENROLL")).body);
  expect([first.status, first.body.priority, second.body.priority]).toEqual([200, 1, 2]);
  expect(await list()).toEqual(["1 First", "2 Between", "3 Last", "4 Default Policy"]);
  await org.call("PUT", `/api/v1/policies/${first.body.id}`, enrollment("First", { priority: 3 }));
  expect(await list()).toEqual(["1 Between", "2 Last", "3 First", "4 Default Policy"]);
  expect((await org.call("DELETE", `/api/v1/policies/${second.body.id}`)).status).toBe(204);
  expect(await list()).toEqual(["1 Last", "2 First", "3 Default Policy"]);
});

test("the server fills in what is active, by name, and drops what is not", async () => {
  const org = await serveOrg({
    ...acme,
    authenticators: [
      { key: "okta_password" },
      { key: "webauthn" },
      { key: "custom_app", id: "autA1", name: "Acme App" },
      { key: "custom_app", id: "autA2", name: "Zebra App" },
      { key: "phone_number", status: "INACTIVE" },
    ],
  });
  const settings = {
    type: "AUTHENTICATORS",
    authenticators: [
      { key: "phone_number", enroll: { self: "REQUIRED" } },
      { key: "okta_password", enroll: { self: "REQUIRED" } },
      { key: "custom_app", id: "autA2", enroll: { self: "OPTIONAL" } },
    ],
  };
  const { body } = await org.call("POST", "/api/v1/policies", enrollment("Admins", { settings }));
  expect(body.settings).toEqual({
    type: "AUTHENTICATORS",
    authenticators: [
      { key: "custom_app", id: "autA1", enroll: { self: "NOT_ALLOWED" } },
      { key: "okta_password", enroll: { self: "REQUIRED" } },
      { key: "webauthn", enroll: { self: "NOT_ALLOWED" }, constraints: { aaguidGroups: ["ANY"] } },
      { key: "custom_app", id: "autA2", enroll: { self: "OPTIONAL" } },
    ],
  });
});

test("written by factor, an Identity Engine policy loses its authenticators", async () => {
  const org = await serveOrg({ ...acme, authenticators: [{ key: "okta_password" }, { key: "webauthn" }] });
  const { body } = await org.call("POST", "/api/v1/policies", enrollment("Admins"));
  const changed = await org.call("PUT", `/api/v1/policies/${body.id}`, {
    ...enrollment("Admins"),
    settings: { type: "FACTORS", factors: { okta_password: { enroll: { self: "REQUIRED" } } } },
  });
  expect(changed.body.settings).toEqual({
    type: "FACTORS",
    factors: {
      okta_password: { enroll: { self: "REQUIRED" }, consent: { type: "NONE" } },
      fido_webauthn: { enroll: { self: "NOT_ALLOWED" }, consent: { type: "NONE" } },
    },
  });
});

test("on Classic there is no type, an update leaves the unlisted as it was, and only what is on shows", async () => {
  const orgFactors = [{ id: "okta_sms" }, { id: "okta_otp" }, { id: "duo", status: "NOT_SETUP" as const }];
  const org = await serveOrg({
    ...acme,
    engine: "classic",
    orgFactors: [...orgFactors, { id: "okta_password" }],
  });
  const factor = (self: string) => ({ enroll: { self }, consent: { type: "NONE" } });
  const settings = (factors: object) => ({ type: "FACTORS", factors });
  const made = await org.call(
    "POST",
    "/api/v1/policies?activate=false",
    enrollment("Staff", { settings: settings({ okta_otp: { enroll: { self: "OPTIONAL" } } }) }),
  );
  expect(made.body.status).toBe("INACTIVE");
  expect(made.body.settings).toEqual({
    factors: {
      okta_sms: factor("NOT_ALLOWED"),
      okta_otp: factor("OPTIONAL"),
      okta_password: factor("OPTIONAL"),
    },
  });
  const changed = await org.call(
    "PUT",
    `/api/v1/policies/${made.body.id}`,
    enrollment("Staff", { settings: settings({ okta_sms: { enroll: { self: "REQUIRED" } } }) }),
  );
  expect(changed.body.settings.factors).toMatchObject({
    okta_sms: factor("REQUIRED"),
    okta_otp: factor("OPTIONAL"),
  });
});

test.each([
  [
    { settings: { type: "AUTHENTICATORS", authenticators: [] } },
    "At least one of Password or Email authenticator",
  ],
  [{ type: "WEATHER" }, "policy type"],
  [{ name: "" }, "blank"],
  [{ name: "Default Policy" }, "unique"],
])("a policy with %j is refused", async (wrong, cause) => {
  const org = await serveOrg(acme);
  const { status, body } = await org.call("POST", "/api/v1/policies", { ...enrollment("Admins"), ...wrong });
  expect(status).toBe(400);
  expect(body.errorCauses[0].errorSummary).toContain(cause);
});

test("without groups a policy is for Everyone", async () => {
  const org = await serveOrg(acme);
  const { body } = await org.call("POST", "/api/v1/policies", enrollment("All", { conditions: {} }));
  const everyone = (await org.get("/api/v1/groups?q=Everyone")).body[0].id;
  expect(body.conditions.people.groups.include).toEqual([everyone]);
});

test("Okta's own policy can have its settings changed and nothing else", async () => {
  const org = await serveOrg(acme);
  const { body: list } = await org.get("/api/v1/policies?type=MFA_ENROLL&status=ACTIVE&q=Def");
  const path = `/api/v1/policies/${list[0].id}`;
  expect(Object.keys(list[0]._links).sort()).toEqual(["rules", "self"]);
  const settings = (self: string) => ({
    type: "AUTHENTICATORS",
    authenticators: [
      { key: "okta_password", enroll: { self } },
      { key: "okta_email", enroll: { self: "REQUIRED" } },
    ],
  });
  const put = (more: object) => org.call("PUT", path, { ...list[0], ...more });
  const changed = await put({ settings: settings("REQUIRED"), description: "Mine", priority: 7 });
  expect(changed.body).toMatchObject({ priority: 1, description: list[0].description });
  expect((await put({ settings: settings("OPTIONAL") })).body.errorCauses[0].errorSummary).toBe(
    "Password authenticator for default mfa enrollment policy must be required.",
  );
  expect((await put({ name: "Mine" })).body.errorCode).toBe("E0000077");
  expect((await org.call("DELETE", path)).status).toBe(403);
  expect((await org.call("POST", `${path}/lifecycle/deactivate`)).status).toBe(403);
  const [rule] = (await org.get(`${path}/rules`)).body;
  expect((await org.call("PUT", `${path}/rules/${rule.id}`, rule)).status).toBe(403);
  expect((await org.call("DELETE", `${path}/rules/${rule.id}`)).status).toBe(403);
  expect((await org.call("POST", `${path}/rules/${rule.id}/lifecycle/deactivate`)).status).toBe(403);
});

test("the status changes by the lifecycle calls alone, which are logged when they change it", async () => {
  const org = await serveOrg(acme);
  const { body } = await org.call("POST", "/api/v1/policies", enrollment("Admins"));
  const path = `/api/v1/policies/${body.id}`;
  const put = await org.call("PUT", path, enrollment("Admins", { status: "INACTIVE" }));
  expect(put.body.status).toBe("ACTIVE");
  await org.call("POST", `${path}/lifecycle/activate`);
  expect((await org.call("POST", `${path}/lifecycle/deactivate`)).status).toBe(204);
  const inactive = (await org.get(path)).body;
  expect([inactive.status, "activate" in inactive._links]).toEqual(["INACTIVE", true]);
  expect(org.events()).toEqual([
    "policy.lifecycle.create",
    "policy.lifecycle.update",
    "policy.lifecycle.deactivate",
  ]);
});

const rule = (name: string, more: object = {}) => ({
  type: "MFA_ENROLL",
  name,
  actions: { enroll: { self: "CHALLENGE" } },
  ...more,
});

test("rules get the conditions they leave out, have their order, and their changes are told in the log", async () => {
  const org = await serveOrg(acme);
  const { body: policy } = await org.call("POST", "/api/v1/policies", enrollment("Admins"));
  const path = `/api/v1/policies/${policy.id}/rules`;
  const { body: first } = await org.call("POST", path, rule("Enroll at sign-in"));
  expect(first.conditions).toEqual({
    people: { users: { exclude: [] } },
    network: { connection: "ANYWHERE" },
  });
  const { body: second } = await org.call("POST", `${path}?activate=false`, rule("Never", { priority: 1 }));
  expect(order((await org.get(path)).body)).toEqual(["1 Never", "2 Enroll at sign-in"]);
  await org.call("POST", `${path}/${second.id}/lifecycle/activate`);
  const changed = await org.call("PUT", `${path}/${second.id}`, {
    ...rule("Never"),
    priority: 2,
    actions: { enroll: { self: "NEVER" } },
  });
  expect(changed.body.priority).toBe(2);
  const event = org.emulator.state.logEvents.at(-1);
  expect(event?.target?.[1]?.changeDetails?.to["policyRuleActionJson"]).toBe('{"enroll":{"self":"NEVER"}}');
  await org.call("POST", `${path}/${first.id}/lifecycle/deactivate`);
  expect((await org.call("DELETE", `${path}/${first.id}`)).status).toBe(204);
  expect((await org.get(`${path}/${first.id}`)).body.errorSummary).toContain("(PolicyRule)");
  expect(order((await org.get(path)).body)).toEqual(["1 Never"]);
  expect(org.events().slice(1)).toEqual([
    "policy.rule.add",
    "policy.rule.add",
    "policy.rule.activate",
    "policy.rule.update",
    "policy.rule.deactivate",
    "policy.rule.delete",
  ]);
});

test.each([
  [{ name: "" }, 400],
  [{ conditions: { network: { connection: "ZONE" } } }, 400],
  [{ conditions: { network: { connection: "ZONE", include: ["nzo404"] } } }, 404],
])("a rule with %j is refused", async (wrong, status) => {
  const org = await serveOrg(acme);
  const { body } = await org.call("POST", "/api/v1/policies", enrollment("Admins"));
  const path = `/api/v1/policies/${body.id}/rules`;
  expect((await org.call("POST", path, { ...rule("Any"), ...wrong })).status).toBe(status);
  await org.call("POST", path, rule("Twice"));
  expect((await org.call("POST", path, rule("Twice"))).status).toBe(400);
});

test("an application sign-in policy has priority 1, a catch-all rule, and applications by mapping", async () => {
  const org = await serveOrg({ ...acme, apps: [{ id: "0oapay", label: "Payroll" }] });
  const make = (name: string) => org.call("POST", "/api/v1/policies", { type: "ACCESS_POLICY", name });
  const strong = (await make("Strong")).body;
  const weak = (await make("Weak")).body;
  expect([strong.priority, weak.priority]).toEqual([1, 1]);
  const listed = (await org.get("/api/v1/policies?type=ACCESS_POLICY")).body;
  expect(listed[0]._embedded).toEqual({ resourceType: "APP" });
  const path = `/api/v1/policies/${strong.id}`;
  const [catchAll] = (await org.get(`${path}/rules`)).body;
  expect([catchAll.name, catchAll.priority]).toEqual(["Catch-all Rule", 99]);
  const mapping = (await org.call("POST", `${path}/mappings`, { resourceId: "0oapay" })).body;
  expect((await org.get(`${path}/mappings/${mapping.id}`)).body).toEqual(mapping);
  expect((await org.call("PUT", `/api/v1/apps/0oapay/policies/${weak.id}`)).status).toBe(204);
  expect((await org.get(`${path}/mappings`)).body).toEqual([]);
  const [moved] = (await org.get(`/api/v1/policies/${weak.id}/mappings`)).body;
  expect((await org.call("DELETE", `/api/v1/policies/${weak.id}/mappings/${moved.id}`)).status).toBe(204);
  expect((await org.call("POST", `${path}/mappings`, { resourceId: "0oa404" })).status).toBe(404);
  expect((await org.get(`${path}/mappings/map404`)).status).toBe(404);
  expect((await org.call("PUT", "/api/v1/apps/0oapay/policies/rst404")).status).toBe(404);
  const added = (priority: number, name: string) =>
    org.call("POST", `${path}/rules`, { type: "ACCESS_POLICY", name, priority, actions: { appSignOn: {} } });
  await added(1, "Office");
  await added(1, "Elsewhere");
  expect(order((await org.get(`${path}/rules`)).body)).toEqual([
    "1 Elsewhere",
    "2 Office",
    "99 Catch-all Rule",
  ]);
});

test("a profile enrollment policy has its one rule and takes no other", async () => {
  const org = await serveOrg(acme);
  const { body } = await org.call("POST", "/api/v1/policies", {
    type: "PROFILE_ENROLLMENT",
    name: "Sign-up",
  });
  const made = await org.call("POST", `/api/v1/policies/${body.id}/rules`, rule("More"));
  expect(made.status).toBe(400);
});

test("sign-on and password policies get what the server adds", async () => {
  const org = await serveOrg(acme);
  const make = (type: string, more: object = {}) =>
    org.call("POST", "/api/v1/policies", { ...enrollment("Staff"), type, settings: undefined, ...more });
  const signOn = (await make("OKTA_SIGN_ON")).body;
  const added = await org.call("POST", `/api/v1/policies/${signOn.id}/rules`, {
    type: "SIGN_ON",
    name: "Anywhere",
    conditions: { riskScore: { level: "HIGH" }, people: { users: { include: [], exclude: [] }, groups: {} } },
    actions: { signon: { requireFactor: true, factorPromptMode: "ALWAYS" } },
  });
  expect(added.body).toMatchObject({
    type: "SIGN_ON",
    conditions: { people: { users: { exclude: [] } }, risk: { behaviors: [] }, riskScore: { level: "HIGH" } },
    actions: { signon: { access: "ALLOW", requireFactor: true, session: { maxSessionLifetimeMinutes: 0 } } },
  });
  expect(added.body.conditions.people).not.toHaveProperty("groups");
  const password = await make("PASSWORD", { settings: { password: { age: { historyCount: 9 } } } });
  expect(password.body.settings.password).toMatchObject({
    age: { historyCount: 9 },
    complexity: { excludeAttributes: [] },
  });
});

test("a list needs a known type", async () => {
  const org = await serveOrg(acme);
  expect((await org.get("/api/v1/policies")).status).toBe(400);
  expect((await org.get("/api/v1/policies/00p404")).body.errorSummary).toContain("(Policy)");
});
