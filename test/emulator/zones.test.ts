import { expect, test } from "vitest";
import type { JsonObject } from "../../src/emulator/wire/json.ts";
import { serveOrg } from "../support/served-org.ts";

const rule = (name: string, network: JsonObject) => ({ name, conditions: { network } });
const gateways = [{ type: "CIDR", value: "198.51.100.0/24" }];

const acme = {
  users: [{ login: "nia@acme.example", roles: ["SUPER_ADMIN"] }],
  groups: [{ name: "Contractors" }],
  zones: [{ id: "nzocorp", name: "Corp" }],
  policies: [
    {
      id: "00pcon",
      type: "MFA_ENROLL",
      name: "Contractors",
      conditions: { people: { groups: { include: ["Contractors"] } } },
      settings: { type: "AUTHENTICATORS", authenticators: [] },
      rules: [
        rule("In the office", { connection: "ZONE", include: ["Corp"] }),
        rule("Elsewhere", { connection: "ZONE", exclude: ["Corp"] }),
        rule("Always", { connection: "ANYWHERE" }),
      ],
    },
  ],
};

test.each([
  ["DELETE", "/api/v1/zones/nzocorp", "zone.delete"],
  ["POST", "/api/v1/zones/nzocorp/lifecycle/deactivate", "zone.deactivate"],
])("%s %s switches off the rules that use the zone", async (method, path, event) => {
  const org = await serveOrg(acme);
  expect((await org.call(method, path)).status).toBeLessThan(300);
  const { body } = await org.get("/api/v1/policies/00pcon/rules");
  const statuses = body.map(({ name, status }: { name: string; status: string }) => `${name}: ${status}`);
  expect(statuses).toEqual(["In the office: INACTIVE", "Elsewhere: INACTIVE", "Always: ACTIVE"]);
  expect(org.events()).toEqual([
    "policy.rule.invalidate",
    "policy.rule.deactivate",
    "policy.rule.invalidate",
    "policy.rule.deactivate",
    event,
  ]);
});

test.each([
  [
    { type: "IP", gateways: [{ type: "RANGE", value: "192.0.2.1" }] },
    { gateways: [{ type: "RANGE", value: "192.0.2.1-192.0.2.1" }], proxies: null },
  ],
  [
    { type: "DYNAMIC", locations: [{ country: "US" }, { country: "AF", region: "AF-BGL" }] },
    {
      locations: [
        { country: "AF", region: "AF-BGL" },
        { country: "US", region: null },
      ],
      proxyType: "",
    },
  ],
  [
    { type: "DYNAMIC", proxyType: "Any", asns: ["23457"] },
    { locations: null, proxyType: "Any", asns: ["23457"] },
  ],
  [
    { type: "DYNAMIC_V2", locations: { include: [{ country: "US" }] }, asns: {} },
    {
      locations: { include: [{ country: "US", region: null }], exclude: [] },
      asns: { include: [], exclude: [] },
    },
  ],
])("a zone of %j is given back in the server's form", async (written, shown) => {
  const org = await serveOrg(acme);
  const { status, body } = await org.call("POST", "/api/v1/zones", { name: "Elsewhere", ...written });
  expect(status).toBe(200);
  expect(body).toMatchObject(shown);
});

test("zones are made active, changed and listed; a blocklist is told", async () => {
  const org = await serveOrg(acme);
  const zone = { type: "IP", name: "Lab", status: "INACTIVE", gateways };
  const { body } = await org.call("POST", "/api/v1/zones", zone);
  expect(body.status).toBe("ACTIVE");
  const path = `/api/v1/zones/${body.id}`;
  const off = await org.call("PUT", path, { ...zone, usage: "BLOCKLIST" });
  expect(off.body).toMatchObject({ status: "INACTIVE", usage: "BLOCKLIST" });
  expect((await org.call("PUT", path, { ...zone, status: "ACTIVE" })).body.usage).toBe("POLICY");
  expect((await org.call("POST", `${path}/lifecycle/activate`)).body.status).toBe("ACTIVE");
  expect((await org.get("/api/v1/zones")).body).toHaveLength(2);
  expect((await org.get(path)).body.name).toBe("Lab");
  expect(org.events()).toEqual([
    "zone.create",
    "zone.update",
    "zone.make_blacklist",
    "zone.update",
    "zone.remove_blacklist",
  ]);
});

test.each([
  ['usage eq "BLOCKLIST"', ["Anonymizers"]],
  ['(id eq "nzocorp" or id eq "nzo404")', ["Corp"]],
  ["system eq true", ["Anonymizers"]],
  ["", ["Corp", "Anonymizers"]],
])("zones are filtered by %s", async (filter, names) => {
  const dynamic = {
    locations: { include: [], exclude: [] },
    ipServiceCategories: { include: ["ALL_ANONYMIZERS"], exclude: [] },
  };
  const blocked = {
    name: "Anonymizers",
    type: "DYNAMIC_V2",
    usage: "BLOCKLIST",
    system: true,
    fields: dynamic,
  };
  const org = await serveOrg({ ...acme, zones: [...acme.zones, blocked] });
  const { body } = await org.get(`/api/v1/zones?filter=${encodeURIComponent(filter)}`);
  expect(body.map(({ name }: { name: string }) => name)).toEqual(names);
});

test("zones cannot be filtered by anything else", async () => {
  const org = await serveOrg(acme);
  const refused = await org.get(`/api/v1/zones?filter=${encodeURIComponent('name eq "Corp"')}`);
  expect([refused.status, refused.body.errorCode]).toEqual([400, "E0000053"]);
});

test.each([
  [{ name: "" }],
  [{ name: "Corp" }],
  [{ type: "PLANET" }],
])("a zone with %j is refused", async (wrong) => {
  const org = await serveOrg(acme);
  const answer = await org.call("POST", "/api/v1/zones", { type: "IP", name: "Lab", ...wrong });
  expect(answer.body.errorCode).toBe("E0000001");
});

test("Okta's own zones stay, and keep what they are for", async () => {
  const own = {
    name: "BlockedIpZone",
    system: true,
    fields: { gateways: null, proxies: null, useAsBlackList: true },
  };
  const org = await serveOrg({ zones: [{ id: "nzoblocked", ...own }] });
  expect((await org.call("DELETE", "/api/v1/zones/nzoblocked")).status).toBe(403);
  const { body } = await org.call("PUT", "/api/v1/zones/nzoblocked", {
    type: "IP",
    name: "BlockedIpZone",
    gateways,
  });
  expect(body.useAsBlackList).toBe(true);
  expect((await org.get("/api/v1/zones/nzo404")).body.errorSummary).toContain("(NetworkZone)");
});
