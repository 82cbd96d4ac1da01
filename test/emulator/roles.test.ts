import { expect, test } from "vitest";
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
