import { expect, test } from "vitest";
import { serveOrg } from "../support/served-org.ts";

const acme = {
  users: [
    { id: "00unia", login: "nia@acme.example", roles: ["SUPER_ADMIN"] },
    { id: "00udana", login: "dana@acme.example" },
  ],
  devices: [
    { id: "guophone", name: "Dana's phone", users: ["dana@acme.example"] },
    {
      id: "guolaptop",
      name: "Shared laptop",
      platform: "MACOS",
      lastUpdated: "2026-11-20T09:00:00.000Z",
      profile: { serialNumber: "C02" },
      users: [
        "nia@acme.example",
        { userId: "dana@acme.example", managementStatus: "MANAGED" as const },
        "00ugone",
      ],
    },
  ],
};

const ids = (body: readonly { id: string }[]) => body.map(({ id }) => id);

test.each([
  ["", ["guophone", "guolaptop"]],
  ['lastUpdated gt "2026-11-01T00:00:00.000Z"', ["guolaptop"]],
  ['profile.displayName co "phone"', ["guophone"]],
  ['status eq "SUSPENDED"', []],
])("devices are found by %j", async (search, found) => {
  const org = await serveOrg(acme);
  const { body } = await org.get(`/api/v1/devices?search=${encodeURIComponent(search)}`);
  expect(ids(body)).toEqual(found);
});

test("a search by what Okta does not index is refused", async () => {
  const org = await serveOrg(acme);
  const { status, body } = await org.get('/api/v1/devices?search=users.id+eq+"00udana"');
  expect([status, body.errorCode]).toEqual([400, "E0000031"]);
});

type Holder = { managementStatus: string; user: { id: string; status?: string } };
const holders = (users: readonly Holder[]) =>
  users.map(({ user, managementStatus }) => [user.id, managementStatus]);

test("people who still exist are told with their device, whole or in short, and devices with their person", async () => {
  const org = await serveOrg(acme);
  const both = [
    ["00unia", "NOT_MANAGED"],
    ["00udana", "MANAGED"],
  ];
  const whole = (await org.get("/api/v1/devices?expand=user&limit=2")).body[1]._embedded.users;
  const short = (await org.get("/api/v1/devices?expand=userSummary")).body[1]._embedded.users;
  expect([holders(whole), holders(short)]).toEqual([both, both]);
  expect([whole[0].user.status, short[0].user.status]).toEqual(["ACTIVE", undefined]);
  expect((await org.get("/api/v1/devices")).body[1]).not.toHaveProperty("_embedded");
  expect(holders((await org.get("/api/v1/devices/guolaptop/users")).body)).toEqual(both);
  const danas = (await org.get("/api/v1/users/dana@acme.example/devices")).body;
  expect(danas.map(({ device }: { device: { id: string } }) => device.id)).toEqual(["guophone", "guolaptop"]);
  const paged = await org.get("/api/v1/devices?limit=1");
  expect(ids((await org.get(paged.next ?? "")).body)).toEqual(["guolaptop"]);
});

test("a device is suspended, deactivated and deleted, and the log names it and nobody else", async () => {
  const org = await serveOrg(acme);
  const path = "/api/v1/devices/guophone";
  const move = async (action: string) => (await org.call("POST", `${path}/lifecycle/${action}`)).status;
  expect(await move("suspend")).toBe(204);
  expect((await org.get(path)).body).toMatchObject({
    status: "SUSPENDED",
    profile: { displayName: "Dana's phone" },
  });
  expect([await move("suspend"), await move("explode")]).toEqual([400, 404]);
  expect([await move("unsuspend"), (await org.call("DELETE", path)).status]).toEqual([204, 400]);
  expect([await move("deactivate"), (await org.call("DELETE", path)).status]).toEqual([204, 204]);
  expect((await org.get(path)).status).toBe(404);
  expect(org.events()).toEqual(
    ["suspend", "unsuspend", "deactivate", "delete"].map((what) => `device.lifecycle.${what}`),
  );
  expect(org.emulator.state.logEvents[0]?.target?.map(({ type, id }) => [type, id])).toEqual([
    ["UDDevice", "guophone"],
  ]);
});
