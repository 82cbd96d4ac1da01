import { expect, test } from "vitest";
import type { WrittenState } from "../../src/emulator/filling/state-schema.ts";
import type { JsonObject } from "../../src/emulator/wire/json.ts";
import { serveOrg } from "../support/served-org.ts";

const enroll = (...allowed: readonly string[]) => ({
  type: "AUTHENTICATORS",
  authenticators: allowed.map((key) => ({ key, enroll: { self: "OPTIONAL" } })),
});
const network = (condition: JsonObject) => [{ name: "Enroll", conditions: { network: condition } }];
const anywhere = network({ connection: "ANYWHERE" });

const policy = (more: Partial<NonNullable<WrittenState["policies"]>[number]>) => ({
  type: "MFA_ENROLL",
  name: "MFA required",
  conditions: { people: { groups: { include: ["MFA Required"] } } },
  settings: enroll("webauthn"),
  rules: anywhere,
  ...more,
});

const everything = ["webauthn", "okta_verify:push", "okta_verify:totp", "phone_number:sms", "google_otp"];

const acme = (more: WrittenState = {}): WrittenState => ({
  users: [
    { login: "nia@acme.example", roles: ["SUPER_ADMIN"] },
    { login: "dana@acme.example", factors: everything, recoveryQuestion: "Where?" },
    { login: "omar@acme.example", status: "DEPROVISIONED" },
  ],
  groups: [{ name: "MFA Required", members: ["dana@acme.example"] }],
  zones: [{ name: "Corp" }],
  ...more,
});

type Factor = { factorType: string; provider: string; id: string };
const kinds = (body: readonly Factor[]) => body.map(({ factorType }) => factorType);
const path = "/api/v1/users/dana@acme.example/factors";
const always = ["email", "question"];

test.each([
  ["the first policy that applies", [policy({})], ["webauthn"]],
  ["the next, when it is not active", [policy({ status: "INACTIVE" })], "all"],
  ["the next, when it has no rule", [policy({ rules: [] })], "all"],
  [
    "the next, when its rule is not active",
    [policy({ rules: [{ name: "Off", status: "INACTIVE" }] })],
    "all",
  ],
  ["the next, when she is in none of its groups", [policy({ conditions: {} })], "all"],
  [
    "the next, when the rule leaves her out",
    [
      policy({
        rules: [{ name: "Not her", conditions: { people: { users: { exclude: ["dana@acme.example"] } } } }],
      }),
    ],
    "all",
  ],
  [
    "the next, when the rule is for an application",
    [policy({ rules: [{ name: "App", conditions: { app: { include: [{ type: "APP", id: "0oa1" }] } } }] })],
    "all",
  ],
  [
    "the next, when the caller is not in the zone",
    [policy({ rules: network({ connection: "ZONE", include: ["Corp"] }) })],
    "all",
  ],
  [
    "it, when the caller is not in the excluded zone",
    [policy({ rules: network({ connection: "ZONE", exclude: ["Corp"] }) })],
    ["webauthn"],
  ],
])("factors are those of %s", async (_, policies, shown) => {
  const org = await serveOrg(acme({ policies }));
  const { body } = await org.get(path);
  const all = ["webauthn", "push", "token:software:totp", "sms", "token:software:totp"];
  expect(kinds(body).sort()).toEqual([...always, ...(shown === "all" ? all : shown)].sort());
});

test.each([
  [{ include: ["Corp"] }, ["webauthn"]],
  [{ include: ["ALL_ZONES"] }, ["webauthn"]],
  [{ exclude: ["Corp"] }, null],
])("the view is the caller's: from Corp, with %j", async (condition, shown) => {
  const policies = [policy({ rules: network({ connection: "ZONE", ...condition }) })];
  const org = await serveOrg(acme({ policies, settings: { callerZones: ["Corp"] } }));
  const { body } = await org.get(path);
  expect(kinds(body).length).toBe(shown === null ? 7 : 3);
});

test("authenticator enrollments are not filtered, name no Okta Verify method, and include the password", async () => {
  const org = await serveOrg(acme({ policies: [policy({})] }));
  const { body } = await org.get("/api/v1/users/dana@acme.example/authenticator-enrollments");
  expect(body.map(({ key, type }: { key: string; type: string }) => `${key} ${type}`)).toEqual([
    "okta_email email",
    "webauthn security_key",
    "okta_verify app",
    "phone_number phone",
    "google_otp app",
    "security_question security_question",
    "okta_password password",
  ]);
  expect(JSON.stringify(body)).not.toContain("push");
});

test.each([
  [
    { authenticatorEnrollments: "policy-filtered" as const },
    200,
    ["okta_email", "webauthn", "security_question", "okta_password"],
  ],
  [
    { oktaVerifyEnrollments: "by-method" as const },
    200,
    [
      "okta_email",
      "webauthn",
      "okta_verify",
      "okta_verify",
      "phone_number",
      "google_otp",
      "security_question",
      "okta_password",
    ],
  ],
  [{ authenticatorEnrollments: "absent" as const }, 404, null],
])("with %j the enrollments answer %i", async (settings, status, keys) => {
  const org = await serveOrg(acme({ policies: [policy({})], settings }));
  const answer = await org.get("/api/v1/users/dana@acme.example/authenticator-enrollments");
  expect(answer.status).toBe(status);
  if (keys !== null) expect(answer.body.map(({ key }: { key: string }) => key)).toEqual(keys);
});

test("an enrollment is read and deleted by itself, Okta Verify as a whole", async () => {
  const org = await serveOrg(acme());
  const base = "/api/v1/users/dana@acme.example/authenticator-enrollments";
  const { body } = await org.get(base);
  const verify = body.find(({ key }: { key: string }) => key === "okta_verify");
  expect((await org.get(`${base}/${verify.id}`)).body).toEqual(verify);
  expect((await org.call("DELETE", `${base}/${verify.id}`)).status).toBe(204);
  expect((await org.get(`${base}/${verify.id}`)).body.errorSummary).toContain("(AuthenticatorEnrollment)");
  expect(kinds((await org.get(path)).body)).not.toContain("push");
  expect(org.events()).toEqual(["user.mfa.factor.deactivate", "user.mfa.factor.deactivate"]);
});

test.each(["factors", "authenticator-enrollments"])("a deactivated person has no %s", async (what) => {
  const org = await serveOrg(acme());
  const answer = await org.get(`/api/v1/users/omar@acme.example/${what}`);
  expect([answer.status, answer.body.errorCode]).toEqual([404, "E0000007"]);
});

test("Classic shows what was enrolled and no more, and knows no enrollments", async () => {
  const org = await serveOrg({
    engine: "classic",
    users: [{ login: "dana@acme.example", factors: ["okta_sms", "okta_push"], recoveryQuestion: "Where?" }],
    policies: [
      {
        type: "MFA_ENROLL",
        name: "Default Policy",
        settings: { factors: { okta_sms: { enroll: { self: "OPTIONAL" } } } },
      },
    ],
  });
  expect(kinds((await org.get(path)).body)).toEqual(["sms"]);
  const enrollments = await org.get("/api/v1/users/dana@acme.example/authenticator-enrollments");
  expect(enrollments.status).toBe(404);
});

test("a factor of a kind nobody knows is shown", async () => {
  const factors = [{ factorType: "telepathy", provider: "MIND" }];
  const users = [{ login: "dana@acme.example", factors }];
  // Not recorded: Okta's document knows no such kind either.
  const org = await serveOrg(acme({ users }), { onExchange: () => {} });
  expect(kinds((await org.get(path)).body)).toContain("telepathy");
});

test("a question is enrolled, changed and removed; its answer never comes back", async () => {
  const org = await serveOrg({
    engine: "classic",
    users: [{ login: "dana@acme.example" }],
  });
  const question = {
    factorType: "question",
    provider: "OKTA",
    profile: { question: "disliked_food", answer: "kale" },
  };
  const made = await org.call("POST", path, question);
  expect([made.status, made.body.status]).toEqual([200, "ACTIVE"]);
  expect(made.body.profile.questionText).toBe("What is the food you least liked as a child?");
  expect((await org.call("POST", path, question)).status).toBe(400);
  const self = `${path}/${made.body.id}`;
  const other = { profile: { question: "first_award", answer: "chess" } };
  expect((await org.call("PUT", self, other)).body.profile).toEqual({
    question: "first_award",
    questionText: "What did you earn your first medal or award for?",
  });
  expect((await org.call("DELETE", self)).status).toBe(204);
  expect((await org.get(self)).body.errorSummary).toContain("(UserFactor)");
  expect(org.events()).toEqual([
    "user.mfa.factor.activate",
    "user.mfa.factor.update",
    "user.mfa.factor.deactivate",
  ]);
  expect(org.emulator.state.logEvents.at(-1)?.outcome.reason).toBe("User reset SECURITY_QUESTION factor");
  expect(JSON.stringify(org.emulator.state)).not.toContain("kale");
});

test.each([
  ["sms", "OKTA", "", "PENDING_ACTIVATION", { passCode: "123456" }],
  ["sms", "OKTA", "?activate=true", "ACTIVE", undefined],
  ["token:software:totp", "GOOGLE", "", "PENDING_ACTIVATION", { passCode: "123456" }],
  ["push", "OKTA", "", "PENDING_ACTIVATION", {}],
  ["webauthn", "FIDO", "", "PENDING_ACTIVATION", { attestation: "a", clientData: "b" }],
])("%s of %s%s begins as %s", async (factorType, provider, query, status, proof) => {
  const org = await serveOrg(acme());
  const base = "/api/v1/users/nia@acme.example/factors";
  const made = await org.call("POST", base + query, { factorType, provider, profile: {} });
  expect([made.status, made.body.status]).toEqual([200, status]);
  if (proof === undefined) return;
  const activate = `${base}/${made.body.id}/lifecycle/activate`;
  if ("passCode" in proof) expect((await org.call("POST", activate, {})).status).toBe(400);
  expect((await org.call("POST", activate, proof)).body.status).toBe("ACTIVE");
});

test.each([
  ["signed_nonce", "OKTA"],
  ["pigeon", "OKTA"],
  ["sms", "OKTA"],
])("%s cannot be enrolled where the policy forbids it or Okta does not know how", async (factorType, provider) => {
  const org = await serveOrg(acme({ policies: [policy({})] }));
  expect((await org.call("POST", path, { factorType, provider })).status).toBe(400);
});

test("the catalog is what the policy allows; questions are listed", async () => {
  const org = await serveOrg(acme({ policies: [policy({})] }));
  expect(kinds((await org.get(`${path}/catalog`)).body)).toEqual(["webauthn"]);
  expect((await org.get(`${path}/questions`)).body[0].question).toBe("disliked_food");
});

test("a method that is off cannot be enrolled anew; what was enrolled with it stays visible", async () => {
  const authenticators = [
    { key: "okta_password" },
    { key: "okta_email" },
    { key: "okta_verify", methods: { push: "INACTIVE" as const } },
  ];
  const org = await serveOrg(acme({ authenticators }));
  expect(kinds((await org.get(path)).body)).toContain("push");
  expect(kinds((await org.get(`${path}/catalog`)).body)).toEqual([
    "email",
    "token:software:totp",
    "signed_nonce",
  ]);
  const base = "/api/v1/users/nia@acme.example/factors";
  expect((await org.call("POST", base, { factorType: "push", provider: "OKTA" })).status).toBe(400);
});

test("deleting push takes the rest of Okta Verify along; a code generator goes alone", async () => {
  const org = await serveOrg(acme());
  const { body } = await org.get(path);
  const find = (type: string, provider: string) =>
    body.find((factor: Factor) => factor.factorType === type && factor.provider === provider).id;
  await org.call("DELETE", `${path}/${find("token:software:totp", "GOOGLE")}`);
  expect(kinds((await org.get(path)).body)).toContain("push");
  await org.call("DELETE", `${path}/${find("push", "OKTA")}`);
  expect(kinds((await org.get(path)).body).sort()).toEqual(["email", "question", "sms", "webauthn"]);
});
