import { expect, test } from "vitest";
import { serveOrg } from "../support/served-org.ts";

const people = {
  users: [
    { login: "nia@acme.example", roles: ["SUPER_ADMIN"] },
    { login: "dana@acme.example", status: "DEPROVISIONED" as const },
    { login: "omar@acme.example", status: "SUSPENDED" as const },
    { login: "lena@acme.example", profile: { department: "Payroll" } },
  ],
};

const logins = (body: readonly { profile: { login: string } }[]) => body.map(({ profile }) => profile.login);

test("a list hides deactivated people, and its items have only a self link", async () => {
  const org = await serveOrg(people);
  const { body } = await org.get("/api/v1/users");
  expect(logins(body)).toEqual(["nia@acme.example", "omar@acme.example", "lena@acme.example"]);
  expect(Object.keys(body[0]._links)).toEqual(["self"]);
});

test.each([
  ['search=status eq "DEPROVISIONED"', ["dana@acme.example"]],
  ['filter=status eq "DEPROVISIONED"', ["dana@acme.example"]],
  ['search=profile.department eq "payroll"', ["lena@acme.example"]],
  ['search=profile.email sw "O" or id eq "none"', ["omar@acme.example"]],
  ["q=le", ["lena@acme.example"]],
  ["q=dana", []],
  [
    "search=profile.login pr&sortBy=profile.login&sortOrder=desc",
    ["omar@acme.example", "nia@acme.example", "lena@acme.example", "dana@acme.example"],
  ],
])("%s finds %j", async (query, expected) => {
  const org = await serveOrg(people);
  const { body } = await org.get(`/api/v1/users?${query.replaceAll('"', "%22").replaceAll(" ", "+")}`);
  expect(logins(body)).toEqual(expected);
});

test("a sorted search goes on after its cursor", async () => {
  const org = await serveOrg(people);
  const first = await org.get("/api/v1/users?search=profile.login+pr&sortBy=profile.login&limit=3");
  expect(logins(first.body)).toEqual(["dana@acme.example", "lena@acme.example", "nia@acme.example"]);
  expect(logins((await org.get(first.next ?? "")).body)).toEqual(["omar@acme.example"]);
});

test.each([
  ["search=lastname+xx+%22a%22", 400, "E0000031"],
  ["filter=profile.department+eq+%22a%22", 400, "E0000053"],
  ["limit=none", 400, "E0000001"],
])("a query that does not hold, %s, is refused", async (query, status, code) => {
  const org = await serveOrg(people);
  const answer = await org.get(`/api/v1/users?${query}`);
  expect([answer.status, answer.body.errorCode]).toEqual([status, code]);
});

test("pages follow the next link, also from a full page to an empty one, with two Link headers", async () => {
  const org = await serveOrg(people);
  const first = await org.get("/api/v1/users?limit=3");
  expect(first.headers.get("link")).toBe(
    `<${org.emulator.url}/api/v1/users?limit=3>; rel="self", <${first.next}>; rel="next"`,
  );
  const second = await org.get(first.next ?? "");
  expect(second.body).toEqual([]);
  expect(second.next).toBeNull();
});

test("one person is found by id, by login in any case, and as me", async () => {
  const org = await serveOrg(people);
  const { body } = await org.get("/api/v1/users/NIA@acme.example");
  expect((await org.get(`/api/v1/users/${body.id}`)).body).toEqual(body);
  expect((await org.get("/api/v1/users/me")).body).toEqual(body);
  const missing = await org.get("/api/v1/users/00u404");
  expect(missing.body).toMatchObject({
    errorCode: "E0000007",
    errorSummary: "Not found: Resource not found: 00u404 (User)",
  });
});

const joiner = {
  profile: { login: "ivo@acme.example", email: "ivo@acme.example", firstName: "Ivo", lastName: "Berg" },
};

test.each([
  ["?activate=false", {}, "STAGED"],
  ["", {}, "PROVISIONED"],
  ["", { credentials: { password: { value: "correct horse" } } }, "ACTIVE"],
  [
    "?nextLogin=changePassword",
    { credentials: { password: { value: "correct horse" } } },
    "PASSWORD_EXPIRED",
  ],
])("creating somebody with %s and %j makes them %s", async (query, more, status) => {
  const org = await serveOrg(people);
  const { body } = await org.call("POST", `/api/v1/users${query}`, { ...joiner, ...more });
  expect(body.status).toBe(status);
  expect(JSON.stringify(body)).not.toContain("correct horse");
});

test.each([
  [
    "an unknown attribute",
    { ...joiner.profile, shoeSize: 44 },
    "Property name 'shoeSize' is not defined in profile",
  ],
  ["no e-mail", { login: "ivo@acme.example" }, "email: The field cannot be left blank"],
  [
    "a login that is taken",
    { ...joiner.profile, login: "Nia@acme.example" },
    "login: An object with this field already exists in the current organization",
  ],
])("creating somebody with %s is refused", async (_, profile, cause) => {
  const org = await serveOrg(people);
  const { status, body } = await org.call("POST", "/api/v1/users", { profile });
  expect(status).toBe(400);
  expect(body.errorCauses).toEqual([{ errorSummary: cause }]);
});

test("a login that was changed or freed can be used again", async () => {
  const org = await serveOrg(people);
  const { body } = await org.call("POST", "/api/v1/users/lena@acme.example", {
    profile: { login: "lena.k@acme.example" },
  });
  expect(body.profile.department).toBe("Payroll");
  expect((await org.get("/api/v1/users/lena@acme.example")).status).toBe(404);
  expect((await org.call("PUT", "/api/v1/users/lena.k@acme.example", joiner)).body.profile).toMatchObject({
    login: "ivo@acme.example",
  });
  expect((await org.call("PUT", "/api/v1/users/dana@acme.example", joiner)).status).toBe(400);
});

test("deleting takes two calls: the first deactivates", async () => {
  const org = await serveOrg({ ...people, groups: [{ name: "Payroll", members: ["lena@acme.example"] }] });
  expect((await org.call("DELETE", "/api/v1/users/lena@acme.example")).status).toBe(204);
  expect((await org.get("/api/v1/users/lena@acme.example")).body.status).toBe("DEPROVISIONED");
  expect((await org.get("/api/v1/users/lena@acme.example/groups")).body).toEqual([]);
  expect((await org.call("DELETE", "/api/v1/users/lena@acme.example")).status).toBe(204);
  expect((await org.get("/api/v1/users/lena@acme.example")).status).toBe(404);
  expect(org.events()).toEqual([
    "user.lifecycle.deactivate",
    "user.lifecycle.delete.initiated",
    "user.lifecycle.delete.completed",
  ]);
  expect((await org.call("DELETE", "/api/v1/users/me")).status).toBe(400);
});

test.each([
  ["omar", "unsuspend", 200, "ACTIVE", "user.lifecycle.unsuspend"],
  ["lena", "suspend", 200, "SUSPENDED", "user.lifecycle.suspend"],
  ["lena", "expire_password", 200, "PASSWORD_EXPIRED", "user.account.expire_password"],
  ["lena", "reset_password?sendEmail=false", 200, "RECOVERY", "user.account.reset_password"],
  ["lena", "deactivate", 200, "DEPROVISIONED", "user.lifecycle.deactivate"],
  ["lena", "reset_factors", 200, "ACTIVE", "user.mfa.factor.reset_all"],
  ["dana", "activate?sendEmail=false", 200, "PROVISIONED", "user.lifecycle.activate"],
  ["lena", "activate", 403, "ACTIVE", null],
  ["lena", "unlock", 403, "ACTIVE", null],
  ["omar", "suspend", 400, "SUSPENDED", null],
  ["omar", "reactivate", 403, "SUSPENDED", null],
])("%s: %s answers %i and leads to %s", async (name, action, status, after, event) => {
  const org = await serveOrg(people);
  const answer = await org.call("POST", `/api/v1/users/${name}@acme.example/lifecycle/${action}`);
  expect(answer.status).toBe(status);
  expect((await org.get(`/api/v1/users/${name}@acme.example`)).body.status).toBe(after);
  expect(org.events()).toEqual(event === null ? [] : [event]);
});

test("what is linked depends on the status, and resetFactors on the engine", async () => {
  const classic = await serveOrg({ ...people, engine: "classic" });
  const { body } = await classic.get("/api/v1/users/nia@acme.example");
  expect(Object.keys(body._links).sort()).toEqual([
    "changePassword",
    "changeRecoveryQuestion",
    "deactivate",
    "expirePassword",
    "forgotPassword",
    "resetPassword",
    "schema",
    "self",
    "suspend",
    "type",
  ]);
  expect(body).not.toHaveProperty("realmId");
  const identity = await serveOrg(people);
  const gone = (await identity.get("/api/v1/users/dana@acme.example")).body;
  expect(Object.keys(gone._links).sort()).toEqual([
    "activate",
    "delete",
    "resetFactors",
    "schema",
    "self",
    "type",
  ]);
});
