import { expect, test } from "vitest";
import { serveOrg } from "../support/served-org.ts";

const acme = {
  users: [
    { login: "nia@acme.example", roles: ["SUPER_ADMIN"] },
    { login: "omar@acme.example" },
    { login: "dana@acme.example", status: "DEPROVISIONED" as const },
  ],
  groups: [{ name: "Payroll", members: ["nia@acme.example"] }],
  apps: [
    {
      label: "Payroll",
      userIds: ["omar@acme.example", "dana@acme.example"],
      groupIds: ["Payroll", "00ggone"],
    },
    { label: "Wiki" },
  ],
};

test("applications and who is assigned, directly or by group", async () => {
  const org = await serveOrg(acme);
  const { body } = await org.get("/api/v1/apps?q=pay");
  expect(body).toHaveLength(1);
  const path = `/api/v1/apps/${body[0].id}`;
  expect((await org.get(path)).body.label).toBe("Payroll");
  const first = await org.get(`${path}/users?limit=1`);
  const second = await org.get(first.next ?? "");
  const assigned = [...first.body, ...second.body].map(
    ({ scope, credentials }) => `${credentials.userName} ${scope}`,
  );
  expect(assigned).toEqual(["omar@acme.example USER", "nia@acme.example GROUP"]);
  const groups = await org.get(`${path}/groups?limit=1`);
  expect((await org.get(groups.next ?? "")).body.map(({ id }: { id: string }) => id)).toEqual(["00ggone"]);
  expect((await org.get("/api/v1/apps/0oa404")).body.errorSummary).toContain("(AppInstance)");
});

test("writes are found in the log, whose next link never ends", async () => {
  const org = await serveOrg(acme);
  const start = await org.get("/api/v1/logs");
  expect(start.body).toEqual([]);
  await org.call("POST", "/api/v1/groups", { profile: { name: "Sales" } });
  const page = await org.get(start.next ?? "");
  expect(page.body).toHaveLength(1);
  expect(page.body[0]).toMatchObject({
    eventType: "group.lifecycle.create",
    actor: { type: "User", alternateId: "nia@acme.example" },
    outcome: { result: "SUCCESS" },
    transaction: { detail: { requestApiTokenId: org.emulator.state.tokens[0]?.id } },
    client: { zone: "null" },
  });
  expect((await org.get(page.next ?? "")).next).not.toBeNull();
  expect((await org.get("/api/v1/logs?filter=eventType+eqq+%22a%22")).body.errorCode).toBe("E0000053");
});

test("every event of a request has an id of its own", async () => {
  const org = await serveOrg(acme);
  const profile = { login: "ivo@acme.example", email: "ivo@acme.example" };
  await org.call("POST", "/api/v1/users", { profile, groupIds: [org.emulator.state.groups[1]?.id] });
  const ids = org.emulator.state.logEvents.map(({ uuid }) => uuid);
  expect(org.events()).toEqual([
    "user.lifecycle.create",
    "user.lifecycle.activate",
    "group.user_membership.add",
  ]);
  expect(new Set(ids).size).toBe(3);
  expect(
    (await org.call("POST", "/api/v1/users", { profile: { ...profile, login: "b" }, groupIds: ["00g4"] }))
      .status,
  ).toBe(404);
});
