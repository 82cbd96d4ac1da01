import { expect, test } from "vitest";
import type { WrittenState } from "../../src/emulator/filling/state-schema.ts";
import { serveOrg } from "../support/served-org.ts";

const acme = {
  users: [
    { login: "nia@acme.example", roles: ["SUPER_ADMIN"] },
    { login: "omar@acme.example", roles: [{ type: "CUSTOM", role: "cr0audit", resourceSet: "iamall" }] },
    { login: "dana@acme.example" },
  ],
  groups: [{ id: "00ghelp", name: "Help desk", members: ["dana@acme.example"], roles: ["HELP_DESK_ADMIN"] }],
};

test("roles come from the person and from their groups", async () => {
  const org = await serveOrg(acme);
  const roles = async (name: string) => (await org.get(`/api/v1/users/${name}@acme.example/roles`)).body;
  expect((await roles("nia"))[0]).toMatchObject({ type: "SUPER_ADMIN", assignmentType: "USER" });
  expect((await roles("omar"))[0]).toMatchObject({ role: "cr0audit", "resource-set": "iamall" });
  expect((await roles("dana"))[0]).toMatchObject({ type: "HELP_DESK_ADMIN", assignmentType: "GROUP" });
});

test("people get and lose roles, whose ids are shared but for a super administrator's", async () => {
  const org = await serveOrg(acme);
  const path = "/api/v1/users/dana@acme.example/roles";
  const granted = await org.call("POST", path, { type: "APP_ADMIN" });
  expect([granted.status, granted.body.id]).toEqual([201, "IFIFAX2BIRGUSTQ"]);
  expect((await org.call("POST", path, { type: "APP_ADMIN" })).status).toBe(400);
  expect((await org.call("POST", path, { type: "KING" })).status).toBe(400);
  await org.call("POST", path, { type: "SUPER_ADMIN" });
  await org.call("POST", path, { type: "CUSTOM", role: "cr0audit", "resource-set": "iamall" });
  expect((await org.get(`${path}/IFIFAX2BIRGUSTQ`)).body.type).toBe("APP_ADMIN");
  expect((await org.call("DELETE", `${path}/IFIFAX2BIRGUSTQ`)).status).toBe(204);
  expect((await org.call("DELETE", `${path}/IFIFAX2BIRGUSTQ`)).body.errorSummary).toContain(
    "(RoleAssignment)",
  );
  expect(new Set(org.events())).toEqual(new Set(["user.account.privilege.grant"]));
  const last = org.emulator.state.logEvents.at(-1);
  expect(last?.debugContext.debugData["privilegeGranted"]).toBe("Super administrator, CUSTOM");
});

test("groups get and lose roles", async () => {
  const org = await serveOrg(acme);
  const path = "/api/v1/groups/00ghelp/roles";
  const { body } = await org.call("POST", path, { type: "READ_ONLY_ADMIN" });
  expect((await org.get(path)).body).toHaveLength(2);
  expect((await org.get(`${path}/${body.id}`)).status).toBe(200);
  expect((await org.call("DELETE", `${path}/${body.id}`)).status).toBe(204);
  expect(org.events()).toEqual(["group.privilege.grant", "group.privilege.revoke"]);
});

const sees = { id: "cr0sees", label: "Sees administrators", permissions: ["okta.iam.read"] };
const everything = { id: "iamall", label: "Everything", resources: ["orn:okta:directory:00o1:users"] };

test.each<[string, NonNullable<WrittenState["users"]>[number], number]>([
  ["a super administrator", { login: "omar@acme.example", roles: ["SUPER_ADMIN"] }, 200],
  [
    "a super administrator no longer",
    { login: "omar@acme.example", roles: [{ type: "SUPER_ADMIN", status: "INACTIVE" }] },
    403,
  ],
  ["a read-only administrator", { login: "omar@acme.example", roles: ["READ_ONLY_ADMIN"] }, 403],
  ["no administrator", { login: "omar@acme.example" }, 403],
  [
    "a holder of a custom role by its label",
    { login: "omar@acme.example", roles: ["Sees administrators"] },
    200,
  ],
  ["a help desk administrator by a group", { login: "dana@acme.example" }, 403],
])("the token of %s", async (_, owner, status) => {
  const org = await serveOrg({
    ...acme,
    customRoles: [sees],
    users: [{ login: "nia@acme.example", roles: ["SUPER_ADMIN"] }, owner],
    groups: [{ name: "Help desk", members: ["dana@acme.example"], roles: ["HELP_DESK_ADMIN"] }],
    tokens: [{ value: "of-the-owner", userId: owner.login ?? "" }],
  });
  expect((await org.get("/api/v1/users/nia@acme.example/roles")).status).toBe(status);
  expect((await org.get("/api/v1/users")).status).toBe(200);
});

test("a super administrator by a group owns the token that a state leaves out", async () => {
  const users = [{ login: "nia@acme.example", roles: ["READ_ONLY_ADMIN"] }, { login: "omar@acme.example" }];
  const groups = [{ name: "Owners", members: ["omar@acme.example"], roles: ["SUPER_ADMIN"] }];
  const org = await serveOrg({ users, groups });
  expect((await org.get("/api/v1/users/me")).body.profile.login).toBe("omar@acme.example");
  expect((await org.get("/api/v1/iam/assignees/users")).status).toBe(200);
});

test("a custom role is assigned by its label, with a resource set by its own", async () => {
  const role = { type: "CUSTOM", role: "Sees administrators", resourceSet: "Everything" };
  const users = [{ login: "nia@acme.example", roles: ["SUPER_ADMIN", role] }];
  const org = await serveOrg({ users, customRoles: [sees], resourceSets: [everything] });
  const { body } = await org.get("/api/v1/users/nia@acme.example/roles");
  expect(body[1]).toMatchObject({
    type: "CUSTOM",
    label: sees.label,
    role: "cr0sees",
    "resource-set": "iamall",
  });
});

test.each([
  [false, ["nia", "omar"]],
  [true, ["nia", "omar", "dana"]],
])("assignees page in the body; through groups: %s", async (assigneesThroughGroups, expected) => {
  const org = await serveOrg({ ...acme, settings: { assigneesThroughGroups } });
  const seen: string[] = [];
  let url: string | undefined = "/api/v1/iam/assignees/users?limit=1";
  while (url !== undefined) {
    const { body, headers } = await org.get(url);
    expect(headers.get("link")).toBeNull();
    seen.push(...body.value.map(({ id }: { id: string }) => id));
    url = body._links?.next.href;
  }
  const logins = org.emulator.state.users
    .filter(({ id }) => seen.includes(id))
    .map(({ profile }) => profile.login.split("@")[0]);
  expect(logins).toEqual(expected);
});
