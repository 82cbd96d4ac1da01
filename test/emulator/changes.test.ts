import { describe, expect, test } from "vitest";
import { faultPlanSchema } from "../../src/emulator/server/faults.ts";
import { serveOrg } from "../support/served-org.ts";

const acme = {
  users: [
    { id: "00unia", login: "nia@acme.example", roles: ["SUPER_ADMIN"] },
    { id: "00udana", login: "dana@acme.example", factors: ["webauthn"], profile: { title: "Clerk" } },
  ],
  groups: [{ id: "00gmfa", name: "MFA Required", members: ["dana@acme.example"] }],
  customRoles: [{ id: "cr0audit", label: "Auditor", permissions: ["okta.iam.read"] }],
};

type Factor = { factorType: string };
const dana = "/api/v1/users/dana@acme.example";

describe("behind everybody's back", () => {
  test("people change in what is said of them and in nothing else, and no event tells it", async () => {
    const org = await serveOrg(acme);
    const before = (await org.get(dana)).body;
    org.emulator.change({
      users: [
        {
          login: "dana@acme.example",
          factors: ["google_otp"],
          roles: ["Auditor"],
          profile: { title: "Head" },
        },
      ],
    });
    const factors = (await org.get(`${dana}/factors`)).body.map(({ factorType }: Factor) => factorType);
    expect(factors).toEqual(["email", "token:software:totp"]);
    expect((await org.get(`${dana}/roles`)).body).toMatchObject([{ type: "CUSTOM", role: "cr0audit" }]);
    expect((await org.get(dana)).body).toEqual({ ...before, profile: { ...before.profile, title: "Head" } });
    expect(org.events()).toEqual([]);
  });

  test("people are made, members put in their place, and events written as they are", async () => {
    const org = await serveOrg(acme);
    const [event] = await eventsOf();
    const answer = await org.call("POST", "/__emulator/change", {
      users: [
        { id: "00unew", login: "ravi@acme.example", status: "STAGED" },
        { id: "00unia", status: "SUSPENDED" },
      ],
      groups: [
        { name: "MFA Required", members: ["ravi@acme.example", "00unia", "nobody@acme.example"] },
        { name: "Nothing", members: [] },
      ],
      logEvents: [event],
    });
    expect(answer.status).toBe(204);
    const members = (await org.get("/api/v1/groups/00gmfa/users")).body;
    expect(members.map(({ id, status }: { id: string; status: string }) => [id, status])).toEqual([
      ["00unew", "STAGED"],
      ["00unia", "SUSPENDED"],
    ]);
    expect(org.events()).toEqual([event?.eventType]);
  });

  test("devices are made and replaced", async () => {
    const org = await serveOrg({ ...acme, devices: [{ id: "guophone", users: ["nia@acme.example"] }] });
    org.emulator.change({
      devices: [
        { id: "guophone", users: ["dana@acme.example"] },
        { name: "Laptop", platform: "MACOS" },
      ],
    });
    const { body } = await org.get("/api/v1/devices?expand=userSummary");
    const people = body.map(({ _embedded }: { _embedded: { users: { user: { id: string } }[] } }) =>
      _embedded.users.map(({ user }) => user.id),
    );
    expect(people).toEqual([["00udana"], []]);
  });

  test("a change that means nothing is refused with the place", async () => {
    const org = await serveOrg(acme);
    const { status, body } = await org.call("POST", "/__emulator/change", { users: [{ logn: "dana" }] });
    expect(status).toBe(400);
    expect(body.errorCauses[0].errorSummary).toContain("users.0");
    expect((await org.call("POST", "/__emulator/change")).status).toBe(400);
  });

  test("a request can set it off, right before its answer", async () => {
    const change = { users: [{ login: "dana@acme.example", factors: [] }] };
    const faults = faultPlanSchema.parse({
      faults: [{ path: "/api/v1/users/*/factors", nth: [2], effect: { kind: "change", change } }],
    });
    const org = await serveOrg(acme, { faults });
    const count = async () => (await org.get(`${dana}/factors`)).body.length;
    expect([await count(), await count(), await count()]).toEqual([2, 1, 1]);
    expect(org.events()).toEqual([]);
  });
});

/** An event as the emulator writes it. */
async function eventsOf() {
  const other = await serveOrg(acme);
  await other.call("POST", "/api/v1/groups", { profile: { name: "Staff" } });
  return other.emulator.state.logEvents;
}

test("a search finds changes late, a list at once", async () => {
  let now = Date.parse("2026-11-23T09:00:00.000Z");
  const org = await serveOrg({ ...acme, settings: { searchLagSeconds: 30 } }, { clock: () => new Date(now) });
  const titles = async (query: string) =>
    (await org.get(`/api/v1/users?${query}`)).body.map(
      ({ profile }: { profile: { login: string; title?: string } }) =>
        `${profile.login.split("@")[0]} ${profile.title ?? ""}`.trim(),
    );
  const search = `search=${encodeURIComponent('status eq "ACTIVE"')}`;
  const profile = { login: "ravi@acme.example", email: "ravi@acme.example" };
  await org.call("POST", "/api/v1/users", { profile, credentials: { password: { value: "made-up" } } });
  await org.call("POST", dana, { profile: { title: "Head" } });
  expect(await titles("limit=10")).toEqual(["nia", "dana Head", "ravi"]);
  expect(await titles(search)).toEqual(["nia", "dana Clerk"]);
  now += 20_000;
  await org.call("POST", dana, { profile: { title: "Boss" } });
  now += 10_000;
  expect(await titles(search)).toEqual(["nia", "dana Head", "ravi"]);
  expect(await titles(`${search}&sortBy=profile.login`)).toEqual(["dana Head", "nia", "ravi"]);
  now += 20_000;
  expect(await titles(search)).toEqual(["nia", "dana Boss", "ravi"]);
});
