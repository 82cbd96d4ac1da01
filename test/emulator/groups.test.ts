import { expect, test } from "vitest";
import { serveOrg } from "../support/served-org.ts";

const acme = {
  users: [
    { login: "nia@acme.example", roles: ["SUPER_ADMIN"], profile: { userType: "employee" } },
    { login: "omar@acme.example", profile: { userType: "contractor" } },
    { login: "dana@acme.example", status: "DEPROVISIONED" as const },
  ],
  groups: [
    {
      id: "00gmfa",
      name: "MFA Required",
      description: "Everyone who signs in",
      members: ["nia@acme.example"],
    },
    { id: "00gad", name: "Directory", type: "APP_GROUP" as const },
  ],
};

test.each([
  ["", ["Everyone", "MFA Required", "Directory"]],
  ["?q=mfa", ["MFA Required"]],
  ["?filter=type+eq+%22APP_GROUP%22", ["Directory"]],
  ["?search=profile.name+sw+%22Dir%22", ["Directory"]],
])("groups%s are %j", async (query, expected) => {
  const org = await serveOrg(acme);
  const { body } = await org.get(`/api/v1/groups${query}`);
  expect(body.map((group: { profile: { name: string } }) => group.profile.name)).toEqual(expected);
});

test("a search is sorted by any property, and paged in that order", async () => {
  const groups = ["Zebra", "Apple", "Mango"].map((name) => ({ name }));
  const org = await serveOrg({ groups });
  const search = encodeURIComponent('type eq "OKTA_GROUP"');
  const first = await org.get(`/api/v1/groups?search=${search}&sortBy=profile.name&sortOrder=desc&limit=2`);
  const second = await org.get(first.next ?? "");
  const names = [...first.body, ...second.body].map(
    ({ profile }: { profile: { name: string } }) => profile.name,
  );
  expect(names).toEqual(["Zebra", "Mango", "Apple"]);
});

test("expand=stats counts members, and Everyone has everybody who is not deactivated", async () => {
  const org = await serveOrg(acme);
  const { body } = await org.get("/api/v1/groups?q=Everyone&expand=stats");
  expect(body[0]._embedded.stats).toMatchObject({ usersCount: 2, hasAdminPrivilege: false });
  expect((await org.get(`/api/v1/groups/${body[0].id}/users`)).body).toHaveLength(2);
});

test("a group is made, changed and deleted", async () => {
  const org = await serveOrg(acme);
  const made = await org.call("POST", "/api/v1/groups", { profile: { name: "Payroll", description: "" } });
  expect(made.status).toBe(200);
  const path = `/api/v1/groups/${made.body.id}`;
  const changed = await org.call("PUT", path, { profile: { name: "Payroll", description: "Salaries" } });
  expect(changed.body.profile).toEqual({ name: "Payroll", description: "Salaries" });
  expect((await org.call("DELETE", path)).status).toBe(204);
  expect((await org.get(path)).body.errorSummary).toContain("(UserGroup)");
  expect(org.events()).toEqual(["group.lifecycle.create", "group.profile.update", "group.lifecycle.delete"]);
});

test.each([
  ["POST", "/api/v1/groups", { profile: { name: "" } }, 400],
  ["POST", "/api/v1/groups", { profile: { name: "MFA Required" } }, 400],
  ["PUT", "/api/v1/groups/00gad", { profile: { name: "Other" } }, 403],
  ["PUT", "/api/v1/groups/00gad/users/nia@acme.example", undefined, 403],
  ["DELETE", "/api/v1/groups/00g404", undefined, 404],
  ["GET", "/api/v1/groups?filter=size+eq+1", undefined, 400],
])("%s %s is refused", async (method, path, body, status) => {
  const org = await serveOrg(acme);
  expect((await org.call(method, path, body)).status).toBe(status);
});

test("memberships are idempotent, and each change is logged once with both targets", async () => {
  const org = await serveOrg(acme);
  const path = "/api/v1/groups/00gmfa/users/omar@acme.example";
  expect((await org.call("PUT", path)).status).toBe(204);
  expect((await org.call("PUT", path)).status).toBe(204);
  expect((await org.get("/api/v1/users/omar@acme.example/groups")).body).toHaveLength(2);
  expect((await org.call("DELETE", path)).status).toBe(204);
  expect((await org.call("DELETE", path)).status).toBe(204);
  expect(org.events()).toEqual(["group.user_membership.add", "group.user_membership.remove"]);
  const [event] = org.emulator.state.logEvents;
  expect(event?.target?.map(({ type }) => type)).toEqual(["User", "UserGroup"]);
  expect(event?.actor.alternateId).toBe("nia@acme.example");
});

const rule = (expression: string, groupIds = ["00gmfa"]) => ({
  type: "group_rule",
  name: "MFA Required - employees",
  conditions: { expression: { value: expression, type: "urn:okta:expression:1.0" } },
  actions: { assignUserToGroups: { groupIds } },
});

test.each([
  ['user.userType=="contractor"', true],
  ['user.userType == "employee" and user.login != "nia@acme.example"', false],
  ['String.startsWith(user.login, "omar") OR user.userType=="robot"', true],
  ['String.stringContains(user.email,"acme") && user.userType=="contractor"', true],
  ["isMemberOfAnyGroup(1)", false],
])("an active rule %s fills its group with omar: %s", async (expression, isFilled) => {
  const org = await serveOrg(acme);
  const made = await org.call("POST", "/api/v1/groups/rules", rule(expression));
  expect([made.status, made.body.status]).toEqual([200, "INACTIVE"]);
  const path = `/api/v1/groups/rules/${made.body.id}`;
  expect((await org.call("POST", `${path}/lifecycle/activate`)).status).toBe(204);
  const members = (await org.get("/api/v1/groups/00gmfa/users")).body;
  expect(members).toHaveLength(isFilled ? 2 : 1);
});

test("who is made, changed or activated later is filled in, and who is taken out by hand is left out", async () => {
  const groupRules = [
    { id: "0prfill", name: "Fill", expression: 'user.userType=="employee"', groupIds: ["MFA Required"] },
  ];
  const org = await serveOrg({ ...acme, groupRules });
  const profile = { login: "ivo@acme.example", email: "ivo@acme.example", userType: "employee" };
  await org.call("POST", "/api/v1/users", { profile });
  expect((await org.get("/api/v1/groups/00gmfa/users")).body).toHaveLength(2);
  await org.call("DELETE", "/api/v1/groups/00gmfa/users/ivo@acme.example");
  await org.call("POST", "/api/v1/users/ivo@acme.example", { profile: { title: "Clerk" } });
  expect((await org.get("/api/v1/groups/00gmfa/users")).body).toHaveLength(1);
  expect(org.events()).toContain("group.user_membership.rule.add_exclusion");
});

test("a rule is changed only while inactive, becomes INVALID with its group, and is deleted with 202", async () => {
  const org = await serveOrg(acme);
  const { body } = await org.call("POST", "/api/v1/groups/rules", rule('user.userType=="employee"'));
  const path = `/api/v1/groups/rules/${body.id}`;
  await org.call("POST", `${path}/lifecycle/activate`);
  expect((await org.call("PUT", path, rule('user.userType=="robot"'))).status).toBe(400);
  expect((await org.call("DELETE", path)).status).toBe(400);
  await org.call("DELETE", "/api/v1/groups/00gmfa");
  const invalid = (await org.get(path)).body;
  expect([invalid.status, invalid.allGroupsValid]).toEqual(["INVALID", false]);
  expect((await org.call("POST", `${path}/lifecycle/activate`)).status).toBe(403);
  expect((await org.call("PUT", path, rule('user.userType=="robot"', ["00gad"]))).body.status).toBe(
    "INACTIVE",
  );
  await org.call("POST", `${path}/lifecycle/activate`);
  await org.call("POST", `${path}/lifecycle/deactivate`);
  const deleted = await org.call("DELETE", `${path}?removeUsers=false`);
  expect([deleted.status, deleted.body]).toEqual([202, {}]);
  expect((await org.get(path)).status).toBe(404);
});

test.each([
  [{ name: "" }],
  [{ name: "x".repeat(51) }],
  [{ conditions: {} }],
  [{ actions: { assignUserToGroups: { groupIds: ["00g404"] } } }],
])("a rule with %j is refused", async (wrong) => {
  const org = await serveOrg(acme);
  const made = await org.call("POST", "/api/v1/groups/rules", { ...rule("true"), ...wrong });
  expect(made.body.errorCode).toBe("E0000001");
});

test("rules are listed by keyword, with the names of their groups where asked", async () => {
  const groupRules = [
    { name: "Employees", expression: "user.a==1", groupIds: ["MFA Required"] },
    { name: "Contractors", expression: "user.b==1", groupIds: ["MFA Required"] },
  ];
  const org = await serveOrg({ ...acme, groupRules });
  const { body } = await org.get("/api/v1/groups/rules?search=employ&expand=groupIdToGroupNameMap");
  expect(body).toHaveLength(1);
  expect(body[0]._embedded).toEqual({ groupIdToGroupNameMap: { "00gmfa": "MFA Required" } });
  const paged = await org.get("/api/v1/groups/rules?limit=1");
  expect((await org.get(paged.next ?? "")).body[0].name).toBe("Contractors");
});
