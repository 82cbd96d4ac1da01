import { expect, test } from "vitest";
import { type FaultPlan, faultPlanSchema } from "../../src/emulator/server/faults.ts";
import { serveOrg } from "../support/served-org.ts";

const acme = {
  users: [{ login: "nia@acme.example", roles: ["SUPER_ADMIN"] }],
  groups: [{ id: "00gmfa", name: "MFA Required" }],
};
type Call = readonly [method: string, path: string, body?: unknown];
const add: Call = ["PUT", "/api/v1/groups/00gmfa/users/nia@acme.example"];
const remove: Call = ["DELETE", "/api/v1/groups/00gmfa/users/nia@acme.example"];
const create: Call = ["POST", "/api/v1/groups", { profile: { name: "Staff" } }];

const plan = (...log: readonly object[]): FaultPlan => faultPlanSchema.parse({ log });

test.each([
  [
    "no event of a kind",
    { eventType: "group.user_membership.*", effect: { kind: "missing" } },
    ["group.lifecycle.create"],
  ],
  [
    "an event twice",
    { eventType: "group.lifecycle.create", effect: { kind: "doubled" } },
    [
      "group.user_membership.add",
      "group.user_membership.remove",
      "group.lifecycle.create",
      "group.lifecycle.create",
    ],
  ],
  [
    "only the first not",
    { nth: [1], effect: { kind: "missing" } },
    ["group.user_membership.remove", "group.lifecycle.create"],
  ],
  [
    "all, where the chance is none",
    { probability: 0, effect: { kind: "missing" } },
    ["group.user_membership.add", "group.user_membership.remove", "group.lifecycle.create"],
  ],
])("the log has %s", async (_, fault, events) => {
  const org = await serveOrg(acme, { faults: plan(fault) });
  for (const call of [add, remove, create]) await org.call(...call);
  expect(org.events()).toEqual(events);
  expect(new Set(org.emulator.state.logEvents.map(({ uuid }) => uuid)).size).toBe(new Set(events).size);
});

test("a late event is written behind what happened after it, with the time at which it happened", async () => {
  let now = Date.parse("2026-11-23T09:00:00.000Z");
  const late = { eventType: "group.user_membership.add", effect: { kind: "late", seconds: 600 } };
  const later = { eventType: "group.lifecycle.create", effect: { kind: "late", seconds: 60 } };
  const org = await serveOrg(acme, { faults: plan(late, later), clock: () => new Date(now) });
  await org.call(...add);
  now += 1000;
  for (const call of [create, remove]) await org.call(...call);
  const polled = await org.get("/api/v1/logs");
  expect(polled.body.map(({ eventType }: { eventType: string }) => eventType)).toEqual([
    "group.user_membership.remove",
  ]);
  now += 600_000;
  const after = await org.get(polled.next ?? "");
  expect(after.body.map(({ eventType }: { eventType: string }) => eventType)).toEqual([
    "group.lifecycle.create",
    "group.user_membership.add",
  ]);
  expect(after.body[1].published).toBe("2026-11-23T09:00:00.000Z");
});

test("events that are still on their way are gone with a reset", async () => {
  let now = Date.parse("2026-11-23T09:00:00.000Z");
  const late = { effect: { kind: "late", seconds: 60 } };
  const org = await serveOrg(acme, { faults: plan(late), clock: () => new Date(now) });
  await org.call(...add);
  await org.call("POST", "/__emulator/reset");
  now += 120_000;
  expect(org.events()).toEqual([]);
});

test("a plan of requests alone needs no log, and of the log alone no requests", () => {
  expect(faultPlanSchema.parse({ faults: [] }).log).toBeUndefined();
  expect(faultPlanSchema.safeParse({ log: [{ effect: { kind: "eaten" } }] }).success).toBe(false);
});
