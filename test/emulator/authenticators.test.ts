import { expect, test } from "vitest";
import { serveOrg } from "../support/served-org.ts";

const acme = { users: [{ login: "nia@acme.example", roles: ["SUPER_ADMIN"] }] };

test("authenticators are listed by name, and the password has no deactivate link", async () => {
  const org = await serveOrg(acme);
  const { body } = await org.get("/api/v1/authenticators");
  expect(body.map(({ key }: { key: string }) => key)).toEqual([
    "okta_email",
    "google_otp",
    "okta_verify",
    "okta_password",
    "phone_number",
    "webauthn",
    "security_question",
  ]);
  expect(body[3]._links).not.toHaveProperty("deactivate");
  expect((await org.get(`/api/v1/authenticators/${body[0].id}`)).body).toEqual(body[0]);
});

const idOf = async (org: Awaited<ReturnType<typeof serveOrg>>, key: string): Promise<string> => {
  const { body } = await org.get("/api/v1/authenticators");
  return body.find((authenticator: { key: string }) => authenticator.key === key).id;
};

test("what a policy allows cannot be switched off; what none allows can, and leaves the policies", async () => {
  const org = await serveOrg(acme);
  const webauthn = `/api/v1/authenticators/${await idOf(org, "webauthn")}`;
  const refused = await org.call("POST", `${webauthn}/lifecycle/deactivate`);
  expect(refused.status).toBe(403);
  expect(refused.body).toMatchObject({
    errorCode: "E0000148",
    errorCauses: [{ errorSummary: "Authenticator Enrollment Policies: Default Policy" }],
  });
  const [policy] = (await org.get("/api/v1/policies?type=MFA_ENROLL")).body;
  const keep = policy.settings.authenticators.filter(({ key }: { key: string }) => key !== "webauthn");
  const settings = { type: "AUTHENTICATORS", authenticators: keep };
  await org.call("PUT", `/api/v1/policies/${policy.id}`, { ...policy, settings });
  const off = await org.call("POST", `${webauthn}/lifecycle/deactivate`);
  expect([off.status, off.body.status]).toEqual([200, "INACTIVE"]);
  const shown = (await org.get(`/api/v1/policies/${policy.id}`)).body.settings.authenticators;
  expect(shown.map(({ key }: { key: string }) => key)).not.toContain("webauthn");
  expect((await org.call("POST", `${webauthn}/lifecycle/activate`)).body.status).toBe("ACTIVE");
  expect(org.events()).toEqual([
    "policy.lifecycle.update",
    "security.authenticator.lifecycle.deactivate",
    "security.authenticator.lifecycle.activate",
  ]);
});

test("the password stays on, and Okta Verify has a text of its own", async () => {
  const org = await serveOrg(acme);
  const off = async (key: string) =>
    (await org.call("POST", `/api/v1/authenticators/${await idOf(org, key)}/lifecycle/deactivate`)).body;
  expect((await off("okta_password")).errorSummary).toBe(
    "Api validation failed: api.authenticator.error.unsupported.active.deactivate",
  );
  expect((await off("okta_verify")).errorSummary).toContain("Fastpass");
});

test("a policy by factor keeps its authenticators in use as well", async () => {
  const org = await serveOrg({
    ...acme,
    policies: [
      {
        type: "MFA_ENROLL",
        name: "Default Policy",
        settings: { type: "FACTORS", factors: { okta_sms: { enroll: { self: "OPTIONAL" } } } },
      },
    ],
  });
  const path = async (key: string) => `/api/v1/authenticators/${await idOf(org, key)}/lifecycle/deactivate`;
  expect((await org.call("POST", await path("phone_number"))).status).toBe(403);
  expect((await org.call("POST", await path("webauthn"))).status).toBe(200);
});

test("authenticators are made and changed; only some keys repeat", async () => {
  const org = await serveOrg(acme);
  const make = (body: object, query = "") => org.call("POST", `/api/v1/authenticators${query}`, body);
  const otp = await make({ key: "custom_app", name: "Token", provider: { type: "PUSH" } }, "?activate=true");
  expect(otp.body).toMatchObject({ name: "Token", status: "ACTIVE", provider: { type: "PUSH" } });
  expect((await make({ key: "custom_app", settings: { a: 1 } })).body.status).toBe("INACTIVE");
  expect((await make({ key: "webauthn" })).status).toBe(400);
  expect((await make({ key: "crystal_ball" })).status).toBe(400);
  const changed = await org.call("PUT", `/api/v1/authenticators/${otp.body.id}`, {
    name: "Key fob",
    settings: { b: 2 },
    provider: { type: "PUSH", configuration: {} },
  });
  expect(changed.body).toMatchObject({
    name: "Key fob",
    settings: { b: 2 },
    provider: { type: "PUSH", configuration: {} },
  });
  expect((await org.get("/api/v1/authenticators/aut404")).status).toBe(404);
});

test("methods are read, set and switched one by one", async () => {
  const org = await serveOrg(acme);
  const path = `/api/v1/authenticators/${await idOf(org, "phone_number")}/methods`;
  expect((await org.get(path)).body).toHaveLength(2);
  expect((await org.call("POST", `${path}/sms/lifecycle/deactivate`)).body.status).toBe("INACTIVE");
  expect((await org.call("POST", `${path}/sms/lifecycle/activate`)).body.status).toBe("ACTIVE");
  await org.call("PUT", `${path}/voice`, { settings: { language: "en" } });
  expect((await org.get(`${path}/voice`)).body.settings).toEqual({ language: "en" });
  expect((await org.get(`${path}/pigeon`)).status).toBe(404);
});

test("a state sets what methods are, by name or one by one; the rest is as Okta sets it up", async () => {
  const org = await serveOrg({
    ...acme,
    authenticators: [
      { key: "okta_verify", methods: { push: "INACTIVE" }, settings: { compliance: { fips: "REQUIRED" } } },
      { key: "phone_number", methods: [{ type: "sms" }], settings: { allowedFor: "recovery" } },
      { key: "webauthn", methods: [{ type: "webauthn", settings: { allowSyncablePasskeys: false } }] },
      { key: "okta_email", settings: null },
    ],
  });
  const methods = async (key: string) =>
    (await org.get(`/api/v1/authenticators/${await idOf(org, key)}/methods`)).body;
  const [push, totp, fastPass] = await methods("okta_verify");
  expect(push).toMatchObject({ type: "push", status: "INACTIVE", settings: { transactionTypes: ["LOGIN"] } });
  expect(push._links.activate.href).toMatch(/\/methods\/push\/lifecycle\/activate$/);
  expect([totp.status, fastPass.status]).toEqual(["ACTIVE", "ACTIVE"]);
  expect((await methods("phone_number")).map(({ type }: { type: string }) => type)).toEqual(["sms"]);
  expect((await methods("webauthn"))[0].settings).toEqual({ allowSyncablePasskeys: false });
  const shown = (await org.get("/api/v1/authenticators")).body;
  const settings = (key: string) => shown.find((one: { key: string }) => one.key === key).settings;
  expect(settings("okta_verify")).toMatchObject({
    compliance: { fips: "REQUIRED" },
    channelBinding: { style: "NUMBER_CHALLENGE" },
  });
  expect(settings("phone_number")).toEqual({ allowedFor: "recovery" });
  expect(settings("okta_email")).toBeUndefined();
});

test("a method that a state names and Okta does not is kept", async () => {
  const org = await serveOrg({ authenticators: [{ key: "webauthn", methods: { telepathy: "INACTIVE" } }] });
  expect(org.emulator.state.authenticators[0]?.methods.map(({ type }) => type)).toEqual([
    "webauthn",
    "telepathy",
  ]);
});

test("Classic has org factors in place of authenticators", async () => {
  const org = await serveOrg({ ...acme, engine: "classic" });
  const refused = await org.get("/api/v1/authenticators");
  expect([refused.status, refused.body.errorCode]).toEqual([401, "E0000015"]);
  const path = "/api/v1/org/factors/okta_sms";
  expect((await org.get(path)).body).toMatchObject({ provider: "OKTA", factorType: "sms", status: "ACTIVE" });
  expect((await org.call("POST", `${path}/lifecycle/deactivate`)).body.status).toBe("INACTIVE");
  expect((await org.call("POST", `${path}/lifecycle/deactivate`)).body.errorCode).toBe("E0000020");
  const { body } = await org.get("/api/v1/org/factors?filter=status+eq+%22INACTIVE%22");
  expect(body.map(({ id }: { id: string }) => id)).toEqual(["okta_sms"]);
  expect((await org.call("POST", `${path}/lifecycle/activate`)).body.status).toBe("ACTIVE");
  expect((await org.get("/api/v1/org/factors")).body.length).toBeGreaterThan(10);
  expect((await org.get("/api/v1/org/factors?filter=size+eq+1")).status).toBe(400);
  expect((await org.get("/api/v1/org/factors/okta_pigeon")).status).toBe(404);
  expect(org.events()).toEqual(["system.mfa.factor.deactivate", "system.mfa.factor.activate"]);
});
