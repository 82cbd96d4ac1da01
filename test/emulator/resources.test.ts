import { describe, expect, test } from "vitest";
import type { WrittenState } from "../../src/emulator/filling/state-schema.ts";
import { allRoutes } from "../../src/emulator/routes/all-routes.ts";
import { serveOrg } from "../support/served-org.ts";

const acme = (more: WrittenState = {}): WrittenState => ({
  users: [
    { id: "00unia", login: "nia@acme.example", roles: ["SUPER_ADMIN"] },
    { id: "00udana", login: "dana@acme.example" },
  ],
  zones: [{ id: "nzocorp", name: "Corp" }],
  ...more,
});

const get = async (path: string, more: WrittenState = {}) => (await serveOrg(acme(more))).get(path);

describe("an org as Okta hands it over", () => {
  test.each([
    ["/api/v1/brands", [{ name: "acme", isDefault: true }]],
    ["/api/v1/logStreams", []],
    ["/api/v1/meta/types/user", [{ name: "user", default: true }]],
    ["/api/v1/trustedOrigins", []],
    [
      "/api/v1/behaviors",
      [{ name: "New Geo-Location" }, { name: "New Device" }, { name: "New IP" }, { name: "Velocity" }],
    ],
    ["/api/v1/domains", { domains: [] }],
    ["/api/v1/features", []],
    ["/api/v1/device-assurances", []],
    ["/api/v1/org/factors/yubikey_token/tokens", []],
    ["/api/v1/api-tokens", [{ name: "emulator", userId: "00unia", network: { connection: "ANYWHERE" } }]],
    ["/api/v1/org", { subdomain: "acme", status: "ACTIVE" }],
    ["/api/v1/threats/configuration", { action: "none", excludeZones: [] }],
    [
      "/attack-protection/api/v1/user-lockout-settings",
      { preventBruteForceLockoutFromUnknownDevices: false },
    ],
    ["/attack-protection/api/v1/authenticator-settings", { verifyKnowledgeSecondWhen2faRequired: false }],
    ["/api/v1/iam/roles", { roles: [] }],
    ["/api/v1/iam/resource-sets", { "resource-sets": [] }],
  ])("%s", async (path, shown) => {
    const { status, body } = await get(path);
    expect(status).toBe(200);
    expect(body).toMatchObject(shown);
  });

  test("the people's type is the one that the list names", async () => {
    const org = await serveOrg(acme());
    const [type] = (await org.get("/api/v1/meta/types/user")).body;
    expect((await org.get("/api/v1/users")).body[0].type.id).toBe(type.id);
  });
});

const said: WrittenState = {
  resources: {
    brands: [
      { id: "bnd1", name: "Acme", signInPage: "<p>You enter a system of Acme.</p>" },
      { id: "bnd2", name: "Shop" },
    ],
    logStreams: [
      { id: "0oasiem", name: "SIEM" },
      { name: "Old", type: "splunk_cloud_logstreaming", status: "INACTIVE" },
    ],
    trustedOrigins: [{ origin: "https://acme.example" }],
    domains: [{ domain: "login.acme.example" }],
    features: [{ name: "New sign-in" }],
    userTypes: [{ name: "contractor" }],
    behaviors: [{ name: "New City", type: "ANOMALOUS_LOCATION", settings: { granularity: "CITY" } }],
    deviceAssurances: [{ name: "Managed Macs", secureHardwarePresent: true }],
  },
  orgSettings: {
    threatInsight: { action: "block", excludeZones: ["Corp"] },
    userLockout: { preventBruteForceLockoutFromUnknownDevices: true },
  },
};

describe("what a state says", () => {
  test.each([
    ["/api/v1/brands", [{ id: "bnd1", name: "Acme", isDefault: false }, { id: "bnd2" }]],
    ["/api/v1/brands/bnd2", { name: "Shop" }],
    [
      "/api/v1/logStreams",
      [{ name: "SIEM", type: "aws_eventbridge", status: "ACTIVE" }, { status: "INACTIVE" }],
    ],
    ["/api/v1/logStreams?filter=status+eq+%22INACTIVE%22", [{ name: "Old", settings: { edition: "aws" } }]],
    ["/api/v1/trustedOrigins", [{ name: "https://acme.example", scopes: [{ type: "CORS" }] }]],
    ["/api/v1/domains", { domains: [{ domain: "login.acme.example", validationStatus: "COMPLETED" }] }],
    ["/api/v1/features", [{ name: "New sign-in", status: "ENABLED" }]],
    ["/api/v1/meta/types/user", [{ name: "contractor", displayName: "contractor" }]],
    ["/api/v1/behaviors", [{ name: "New City", status: "ACTIVE" }]],
    ["/api/v1/device-assurances", [{ platform: "MACOS", secureHardwarePresent: true }]],
    ["/api/v1/threats/configuration", { action: "block", excludeZones: ["nzocorp"] }],
    ["/attack-protection/api/v1/user-lockout-settings", { preventBruteForceLockoutFromUnknownDevices: true }],
    [
      "/api/v1/brands/bnd1/pages/sign-in",
      { _links: { customized: { href: expect.stringContaining("/customized") } } },
    ],
    ["/api/v1/brands/bnd1/pages/sign-in/customized", { pageContent: "<p>You enter a system of Acme.</p>" }],
    [
      "/api/v1/brands/bnd2/pages/sign-in/default",
      { pageContent: expect.stringContaining("okta-login-container") },
    ],
  ])("%s", async (path, shown) => {
    const { status, body } = await get(path, said);
    expect(status).toBe(200);
    expect(body).toMatchObject(shown);
    expect(body).not.toHaveProperty("signInPage");
  });

  test("a page that nobody made, and what there is not, are not found", async () => {
    const org = await serveOrg(acme(said));
    expect((await org.get("/api/v1/brands/bnd2/pages/sign-in")).body._links).not.toHaveProperty("customized");
    for (const path of [
      "/brands/bnd2/pages/sign-in/customized",
      "/brands/bnd3",
      "/logStreams/0oa404",
      "/api-tokens/00T404",
    ]) {
      const { status, body } = await org.get(`/api/v1${path}`);
      expect([status, body.errorCode]).toEqual([404, "E0000007"]);
    }
  });

  test("an automation that locks out who stays away", async () => {
    const automation = {
      type: "USER_LIFECYCLE",
      name: "Away for 35 days",
      conditions: {
        people: { users: { inactivity: { number: 35, unit: "DAYS" } }, groups: { include: ["Everyone"] } },
      },
      rules: [
        {
          name: "Deactivate",
          conditions: {},
          actions: { updateUserLifecycle: { targetStatus: "DEPROVISIONED" } },
        },
      ],
    };
    const org = await serveOrg(acme({ policies: [automation] }));
    const [policy] = (await org.get("/api/v1/policies?type=USER_LIFECYCLE")).body;
    expect(policy.conditions.people.users.inactivity).toEqual({ number: 35, unit: "DAYS" });
    expect((await org.get(`/api/v1/policies/${policy.id}/rules`)).body).toMatchObject([
      { conditions: {}, actions: { updateUserLifecycle: { targetStatus: "DEPROVISIONED" } } },
    ]);
  });

  test.each([
    ["DYNAMIC", { locations: null, proxyType: "" }],
    ["DYNAMIC_V2", { ipServiceCategories: { include: [], exclude: [] } }],
  ])("a zone of type %s needs no more than its type", async (type, shown) => {
    const zone = { id: "nzo1", name: "Anonymizers", type, usage: "BLOCKLIST" };
    const { body } = await get("/api/v1/zones/nzo1", { zones: [zone] });
    expect(body).toMatchObject({ usage: "BLOCKLIST", ...shown });
  });
});

describe("API tokens", () => {
  const tokens = [
    { id: "00T1", name: "CI", value: "secret-of-ci", network: { connection: "ZONE", include: ["Corp"] } },
    { id: "00T2", name: "Old", value: "secret-of-old", userId: "dana@acme.example" },
  ];

  test("are told with their owner and network, never their value", async () => {
    const { body } = await get("/api/v1/api-tokens", { tokens });
    expect(body).toMatchObject([
      { id: "00T1", userId: "00unia", network: { connection: "ZONE", include: ["nzocorp"] } },
      { id: "00T2", userId: "00udana", network: { connection: "ANYWHERE" } },
    ]);
    expect(JSON.stringify(body)).not.toContain("secret");
  });

  test("are renamed, bound to zones and revoked, after which they open nothing", async () => {
    const org = await serveOrg(acme({ tokens }));
    const network = { connection: "ZONE", include: ["nzocorp"] };
    const changed = await org.call("PUT", "/api/v1/api-tokens/00T2", { name: "Older", network });
    expect(changed.body).toMatchObject({ name: "Older", network });
    expect((await org.call("PUT", "/api/v1/api-tokens/00T2", {})).body).toMatchObject({
      name: "Older",
      network,
    });
    expect((await org.call("DELETE", "/api/v1/api-tokens/00T2")).status).toBe(204);
    const refused = await fetch(`${org.emulator.url}/api/v1/users`, {
      headers: { authorization: "SSWS secret-of-old" },
    });
    expect(refused.status).toBe(401);
    expect(org.events()).toEqual([
      "system.api_token.update",
      "system.api_token.update",
      "system.api_token.revoke",
    ]);
  });
});

test("hardware tokens are listed for the whole org, with their owner where asked", async () => {
  const yubikeyTokens = [
    { id: "ykk1", serial: "11111111", userId: "dana@acme.example" },
    { id: "ykk2", serial: "22222222" },
  ];
  const org = await serveOrg(acme({ yubikeyTokens }));
  const path = "/api/v1/org/factors/yubikey_token/tokens";
  const { body } = await org.get(`${path}?expand=user`);
  expect(body.map(({ status }: { status: string }) => status)).toEqual(["ACTIVE", "UNASSIGNED"]);
  expect(body[0]).toMatchObject({ profile: { serial: "11111111" }, _embedded: { user: { id: "00udana" } } });
  expect((await org.get(`${path}/ykk1`)).body).not.toHaveProperty("_embedded");
  expect((await org.get(`${path}/ykk404`)).status).toBe(404);
});

describe("custom roles", () => {
  const held = { type: "CUSTOM", role: "Auditor", resourceSet: "People" };
  const iam: WrittenState = {
    customRoles: [{ id: "cr0audit", label: "Auditor", permissions: ["okta.users.read", "okta.iam.read"] }],
    resourceSets: [
      {
        id: "iampeople",
        label: "People",
        resources: ["orn:okta:directory:00o1:users", "https://acme.example/api/v1/groups/00g1"],
      },
    ],
    users: [{ id: "00unia", login: "nia@acme.example", roles: ["SUPER_ADMIN", held] }],
    groups: [{ id: "00gaudit", name: "Auditors", roles: [held] }],
  };

  test("tell their permissions, and who holds them where", async () => {
    const org = await serveOrg(iam);
    const read = async (path: string) => (await org.get(`/api/v1/iam/${path}`)).body;
    expect((await read("roles")).roles).toMatchObject([{ id: "cr0audit", label: "Auditor" }]);
    expect(await read("roles/Auditor")).toEqual((await read("roles")).roles[0]);
    const { permissions } = await read("roles/cr0audit/permissions");
    expect(permissions.map(({ label }: { label: string }) => label)).toEqual([
      "okta.users.read",
      "okta.iam.read",
    ]);
    expect(await read("roles/cr0audit/permissions/okta.iam.read")).toEqual(permissions[1]);
    expect((await read("resource-sets"))["resource-sets"]).toMatchObject([
      { id: "iampeople", label: "People" },
    ]);
    expect((await read("resource-sets/People")).id).toBe("iampeople");
    expect((await read("resource-sets/People/resources")).resources).toMatchObject([
      { orn: "orn:okta:directory:00o1:users" },
      { _links: { self: { href: "https://acme.example/api/v1/groups/00g1" } } },
    ]);
    expect((await read("resource-sets/People/bindings")).roles).toMatchObject([{ id: "cr0audit" }]);
    expect((await read("resource-sets/People/bindings/Auditor")).id).toBe("cr0audit");
    const { members } = await read("resource-sets/People/bindings/Auditor/members");
    expect(members.map((member: { _links: { self: { href: string } } }) => member._links.self.href)).toEqual([
      expect.stringMatching(/\/users\/00unia$/),
      expect.stringMatching(/\/groups\/00gaudit$/),
    ]);
  });

  test.each([
    "roles/King",
    "roles/Auditor/permissions/okta.users.manage",
    "resource-sets/Nothing",
  ])("%s is not found", async (path) => {
    const org = await serveOrg(iam);
    expect((await org.get(`/api/v1/iam/${path}`)).status).toBe(404);
  });

  test("that nobody holds are bound nowhere", async () => {
    const org = await serveOrg({ ...iam, users: [], groups: [] });
    expect((await org.get("/api/v1/iam/resource-sets/People/bindings")).body.roles).toEqual([]);
  });
});

test("every endpoint has a scope of Okta's, but for the engine's own page", () => {
  const without = allRoutes.filter(
    ({ scope }) => scope === null || !/^okta\.[a-zA-Z]+\.(read|manage)$/.test(scope),
  );
  expect(without.map(({ path }) => path)).toEqual(["/.well-known/okta-organization"]);
});
