import { expect, test } from "vitest";
import type { WrittenState } from "../../src/emulator/filling/state-schema.ts";
import type { FaultPlan } from "../../src/emulator/server/faults.ts";
import { serveOrg } from "../support/served-org.ts";

const password = { key: "okta_password", enroll: { self: "REQUIRED" } };
const policy = (more: Partial<NonNullable<WrittenState["policies"]>[number]> = {}) => ({
  id: "00pstaff",
  type: "MFA_ENROLL",
  name: "Staff",
  conditions: { people: { groups: { include: ["Staff"] } } },
  settings: { type: "AUTHENTICATORS", authenticators: [password] },
  rules: [{ name: "Enroll" }],
  ...more,
});

const acme = (more: WrittenState = {}): WrittenState => ({
  users: [
    { id: "00unia", login: "nia@acme.example", roles: ["SUPER_ADMIN"] },
    { id: "00udana", login: "dana@acme.example", factors: ["webauthn", "okta_verify:push"] },
  ],
  groups: [{ id: "00gstaff", name: "Staff", members: ["dana@acme.example"] }],
  ...more,
});

test("settings that the emulator does not know survive a state file and a round trip, as do conditions", async () => {
  const entry = {
    key: "webauthn",
    enroll: { self: "REQUIRED", gracePeriod: { type: "BY_SKIP_COUNT", skipCount: 999 } },
    constraints: { aaguidGroups: ["YubiKey5"] },
    promotion: { passkeys: true },
  };
  const settings = { type: "AUTHENTICATORS", authenticators: [password, entry], newer: { kept: true } };
  const conditions = { people: { groups: { include: ["Staff"] } }, riskScore: { level: "HIGH" } };
  const org = await serveOrg(acme({ policies: [policy({ settings, conditions })] }), {
    onExchange: () => {},
  });
  const written = (await org.get("/api/v1/policies/00pstaff")).body;
  expect(written.settings.newer).toEqual({ kept: true });
  expect(written.settings.authenticators).toContainEqual(entry);
  expect(written.conditions).toEqual({
    people: { groups: { include: ["00gstaff"] } },
    riskScore: { level: "HIGH" },
  });
  const put = await org.call("PUT", "/api/v1/policies/00pstaff", written);
  expect(put.body.settings).toEqual(written.settings);
  expect(put.body.conditions).toEqual(written.conditions);
});

test("a policy by factor keeps what the emulator does not know, and has a type on Identity Engine alone", async () => {
  const settings = { type: "FACTORS", factors: { okta_sms: { enroll: { self: "REQUIRED" } } }, newer: 1 };
  const shown = async (engine: "identity" | "classic") => {
    const org = await serveOrg(acme({ engine, policies: [policy({ settings })] }), { onExchange: () => {} });
    const { body } = await org.get("/api/v1/policies/00pstaff");
    return (await org.call("PUT", "/api/v1/policies/00pstaff", body)).body.settings;
  };
  expect(await shown("identity")).toMatchObject({ type: "FACTORS", newer: 1 });
  expect(await shown("classic")).toMatchObject({ newer: 1 });
  expect(await shown("classic")).not.toHaveProperty("type");
});

test("Okta Verify split by method is shown as written, and each method is allowed by its own key", async () => {
  const split = [
    { key: "okta_verify_push", enroll: { self: "NOT_ALLOWED" } },
    { key: "okta_verify_fastpass", enroll: { self: "REQUIRED" } },
  ];
  const settings = { type: "AUTHENTICATORS", authenticators: [password, ...split] };
  const org = await serveOrg(
    acme({
      authenticators: [{ key: "okta_password" }, { key: "okta_verify" }],
      policies: [policy({ settings })],
    }),
    { onExchange: () => {} },
  );
  const { body } = await org.get("/api/v1/policies/00pstaff");
  expect(body.settings.authenticators).toEqual([...split, password]);
  const catalog = (await org.get("/api/v1/users/00udana/factors/catalog")).body;
  expect(catalog.map(({ factorType }: { factorType: string }) => factorType)).toEqual(["signed_nonce"]);
});

test("numbers that are equal stay so until something is moved", async () => {
  const same = (name: string) => ({ name, priority: 1 });
  const policies = [
    policy({ priority: 1, rules: [same("First"), same("Second")] }),
    policy({ id: "00pother", name: "Other", priority: 1 }),
  ];
  const org = await serveOrg(acme({ policies }));
  const priorities = async (path: string) =>
    (await org.get(path)).body.map(({ name, priority }: { name: string; priority: number }) => [
      name,
      priority,
    ]);
  const listed = await priorities("/api/v1/policies?type=MFA_ENROLL");
  expect(listed.slice(0, 2)).toEqual([
    ["Staff", 1],
    ["Other", 1],
  ]);
  expect(await priorities("/api/v1/policies/00pstaff/rules")).toEqual([
    ["First", 1],
    ["Second", 1],
  ]);
});

test("of groups with one name the org's own is meant, and an imported Everyone is not Okta's", async () => {
  const org = await serveOrg(
    acme({
      groups: [
        { id: "00gad", name: "Staff", type: "APP_GROUP" },
        { id: "00gstaff", name: "Staff", members: ["dana@acme.example"] },
        { id: "00gtwin", name: "Staff" },
        { id: "00gevery", name: "Everyone", type: "APP_GROUP", members: ["dana@acme.example"] },
      ],
      policies: [policy()],
    }),
  );
  const groups = (await org.get("/api/v1/groups?q=Everyone")).body;
  expect(groups.map(({ type }: { type: string }) => type)).toEqual(["BUILT_IN", "APP_GROUP"]);
  expect((await org.get("/api/v1/groups/00gevery/users")).body).toHaveLength(1);
  expect((await org.get(`/api/v1/groups/${groups[0].id}/users`)).body).toHaveLength(2);
  const { body } = await org.get("/api/v1/policies/00pstaff");
  expect(body.conditions.people.groups.include).toEqual(["00gstaff"]);
});

test("a group rule fills several groups, and leaves out whom and which groups it says", async () => {
  const rule = {
    id: "0prfill",
    name: "Fill",
    expression: 'user.lastName=="Example"',
    status: "INACTIVE" as const,
    groupIds: ["One", "Two"],
    excludedUserIds: ["nia@acme.example"],
    excludedGroupIds: ["Staff"],
  };
  const groups = [...(acme().groups ?? []), { id: "00g1", name: "One" }, { id: "00g2", name: "Two" }];
  const users = [...(acme().users ?? []), { id: "00uivo", login: "ivo@acme.example" }];
  const org = await serveOrg(acme({ users, groups, groupRules: [rule] }));
  const { body } = await org.get("/api/v1/groups/rules/0prfill");
  expect(body.conditions.people).toEqual({
    users: { exclude: ["00unia"] },
    groups: { exclude: ["00gstaff"] },
  });
  expect(body.actions.assignUserToGroups.groupIds).toEqual(["00g1", "00g2"]);
  const put = await org.call("PUT", "/api/v1/groups/rules/0prfill", body);
  expect(put.body.conditions).toEqual(body.conditions);
  await org.call("POST", "/api/v1/groups/rules/0prfill/lifecycle/activate");
  for (const id of ["00g1", "00g2"]) {
    const members = (await org.get(`/api/v1/groups/${id}/users`)).body;
    expect(members.map((user: { id: string }) => user.id)).toEqual(["00uivo"]);
  }
});

const plan = (path: string, effect: object): FaultPlan => ({
  seed: 1,
  faults: [{ path, probability: 1, effect: effect as FaultPlan["faults"][number]["effect"] }],
});

test.each([
  ["/api/v1/users", "/api/v1/users?limit=1", { kind: "missing-items" }, []],
  ["/api/v1/users", "/api/v1/users", { kind: "missing-items", holding: ["dana@"] }, ["00unia"]],
  [
    "/api/v1/groups/*/users",
    "/api/v1/groups/00gstaff/users",
    { kind: "missing-items", holding: ["nia@"] },
    ["00udana"],
  ],
])("of %s some are missing from %s with %j", async (path, asked, effect, shown) => {
  const org = await serveOrg(acme(), { faults: plan(path, effect) });
  const { body, next } = await org.get(asked);
  expect(body.map(({ id }: { id: string }) => id)).toEqual(shown);
  expect(next).toBeNull();
});

test.each([
  [{ kind: "missing-items" }, 0, false],
  [{ kind: "missing-items", holding: ["00udana"] }, 1, true],
])("administrators go missing with %j", async (effect, count, hasNext) => {
  const users = ["nia", "dana"].map((name) => ({
    id: `00u${name}`,
    login: `${name}@acme.example`,
    roles: ["SUPER_ADMIN"],
  }));
  const org = await serveOrg({ users }, { faults: plan("/api/v1/iam/assignees/users", effect) });
  const { body } = await org.get("/api/v1/iam/assignees/users?limit=1");
  expect(body.value).toHaveLength(count);
  expect("_links" in body).toBe(hasNext);
});

test("a page can lose its link to the next", async () => {
  const org = await serveOrg(acme(), { faults: plan("/api/v1/users", { kind: "lost-link" }) });
  const { body, next } = await org.get("/api/v1/users?limit=1");
  expect([body.length, next]).toEqual([1, null]);
});

test("what is refused anyway has no items to miss; what is not found is Okta's 404", async () => {
  const faults: FaultPlan = {
    seed: 1,
    faults: [
      ...plan("/api/v1/users/*/roles", { kind: "not-found" }).faults,
      ...plan("/api/v1/groups/*/users", { kind: "missing-items" }).faults,
    ],
  };
  const org = await serveOrg(acme(), { faults });
  const roles = await org.get("/api/v1/users/00unia/roles");
  expect([roles.status, roles.body.errorCode]).toEqual([404, "E0000007"]);
  expect((await org.get("/api/v1/groups/00g404/users")).status).toBe(404);
});
