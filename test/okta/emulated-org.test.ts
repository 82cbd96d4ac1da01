import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeClassicState } from "../../src/emulator/acme/acme-classic.ts";
import { generateOrg } from "../../src/emulator/acme/generate-org.ts";
import type { EmulatorOptions } from "../../src/emulator/start-emulator.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import type { EmulatorState } from "../../src/emulator/state/state.ts";
import type { JsonObject } from "../../src/emulator/wire/json.ts";
import type { ReadPlan } from "../../src/model/read-plan.ts";
import { readConnectionSettings } from "../../src/okta/access/connection-settings.ts";
import { type ConnectOptions, connect } from "../../src/okta/connect.ts";
import { takeSnapshot } from "../../src/okta/take-snapshot.ts";
import { fakeTiming } from "../support/fake-timing.ts";
import { seesAdministrators } from "../support/service-app.ts";
import { snapshotOfState } from "../support/snapshot-of-state.ts";
import { aPlan } from "./reading-a-tiny-org.ts";

interface Emulated {
  readonly emulator?: Omit<EmulatorOptions, "state">;
  readonly env?: NodeJS.ProcessEnv;
  readonly options?: ConnectOptions;
  readonly plan?: ReadPlan;
}

/** Reads an emulated org with the real SDK over a real socket. */
async function readEmulated(state: EmulatorState, { emulator, env, options, plan }: Emulated = {}) {
  const statuses: string[] = [];
  const running = await startEmulator({
    state,
    onExchange: ({ method, path, status }) => statuses.push(`${status} ${method} ${path}`),
    ...emulator,
  });
  try {
    const credentials = env ?? { OKTA_API_TOKEN: running.token };
    const settings = readConnectionSettings({ OKTA_ORG_URL: running.url, ...credentials });
    const connection = connect(settings, { ...fakeTiming(Date.now()), ...options });
    const { snapshot, cost } = await takeSnapshot(connection, plan ?? aPlan());
    return { ...snapshot, cost, statuses, requests: running.requests };
  } finally {
    await running.close();
  }
}

describe("an emulated org", () => {
  it.each([
    [
      "Identity Engine",
      acmeState(),
      ["session-policies", "password-policies", "app-policies", "app-mappings"],
    ],
    ["Classic", acmeClassicState(), ["session-policies", "password-policies"]],
  ] as const)("on %s is read as it is", async (_engine, state, signOn) => {
    const groupNames = state.groups.map(({ name }) => name);
    const appLabels = state.apps.map(({ label }) => label);
    const methodsNeededOf: ReadPlan["methodsNeededOf"] = (listed) =>
      listed.flatMap(({ id, key, status }) =>
        id !== null && status === "ACTIVE" && ["okta_verify", "phone_number"].includes(key) ? id : [],
      );
    const slices = new Set([...aPlan().slices, ...signOn]);
    const plan = aPlan({ slices, groupNames, appLabels, methodsNeededOf });
    const read = await readEmulated(state, { plan });
    expect(read.gaps).toEqual([]);
    expect(read.statuses.filter((status) => !status.startsWith("200 "))).toEqual([]);
    const { factors, adminRoles, authenticators, ...others } = read.slices;
    const expected = snapshotOfState(state, new Date(0)).slices;
    expect({ ...expected, ...others }).toEqual(expected);
    expect(authenticators).toHaveLength(expected.authenticators?.length ?? 0);
    expect(authenticators).toEqual(expect.arrayContaining([...(expected.authenticators ?? [])]));
    expect(adminRoles?.groups).toEqual(expected.adminRoles?.groups);
    // Okta lists with a person what comes from groups as well.
    for (const [user, roles] of Object.entries(expected.adminRoles?.users ?? {})) {
      expect(Object.entries(adminRoles?.users ?? {})).toContainEqual([
        user,
        expect.arrayContaining([...roles]),
      ]);
    }
    expect(Object.keys(factors ?? {}).sort()).toEqual(others.users?.people.map(({ id }) => id).sort());
    expect(Object.values(factors ?? {}).every(({ kind }) => kind === "read")).toBe(true);
  });

  it("costs pages, members and one call a person", async () => {
    const { state } = generateOrg({ people: 450, seed: 1 });
    const alive = state.users.filter(({ status }) => status !== "DEPROVISIONED").length;
    const plan = aPlan({ slices: new Set(["users", "factors"]), groupNames: [], appLabels: [] });
    const { cost, gaps } = await readEmulated(state, { plan });
    expect(gaps).toEqual([]);
    expect(cost.byEndpoint["/api/v1/users"]).toBe(Math.ceil(alive / 200) + 1);
    expect(cost.byEndpoint["/api/v1/users/{id}/authenticator-enrollments"]).toBe(alive);
    expect(cost.requests).toBe(1 + Math.ceil(alive / 200) + 1 + alive);
  });

  it("is never asked more than our share", async () => {
    const { state } = generateOrg({ people: 250, seed: 2 });
    const timing = fakeTiming(Date.now());
    const all = { name: "all", methods: null, path: /^\//, perMinute: 100 };
    const { statuses, gaps, cost } = await readEmulated(state, {
      emulator: {
        clock: () => new Date(timing.now()),
        rateLimits: { buckets: [all], principalPercent: 100, concurrent: 75 },
      },
      options: { ...timing, rateShare: 0.5 },
      plan: aPlan({ slices: new Set(["users", "factors"]), groupNames: [], appLabels: [] }),
    });
    expect(gaps).toEqual([]);
    expect(statuses.filter((status) => status.startsWith("429"))).toEqual([]);
    expect(cost.throttledMs).toBeGreaterThan(120_000);
  });
});

const clientId = "0oaPlumbline";
const scopes = [
  "okta.users.read",
  "okta.groups.read",
  "okta.policies.read",
  "okta.authenticators.read",
  "okta.networkZones.read",
  "okta.roles.read",
  "okta.apps.read",
  "okta.orgs.read",
];

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });

function withApp(publicKey: KeyObject, dpop: boolean, granted: readonly string[] = scopes): EmulatorState {
  const jwk: JsonObject = Object.fromEntries(
    Object.entries(publicKey.export({ format: "jwk" })).map(([name, value]) => [name, String(value)]),
  );
  const app = {
    clientId,
    label: "Plumbline",
    keys: [{ ...jwk, kid: "k1" }],
    scopes: [...granted],
    dpop,
    roles: ["READ_ONLY_ADMIN", seesAdministrators.id],
  };
  return { ...acmeState(), serviceApps: [app], customRoles: [seesAdministrators] };
}

const withKey = (key: KeyObject): NodeJS.ProcessEnv => ({
  OKTA_CLIENT_ID: clientId,
  OKTA_PRIVATE_KEY: key.export({ type: "pkcs8", format: "pem" }).toString(),
  OKTA_KEY_ID: "k1",
});

const serverError = { kind: "server-error", status: 503 } as const;

describe("a service app", () => {
  it.each([
    ["RSA, bearer", rsa, false, 1],
    ["EC, bearer", ec, false, 1],
    ["RSA, DPoP", rsa, true, 3],
    ["EC, DPoP", ec, true, 3],
  ])("reads everything with one token (%s)", async (_what, pair, dpop, tokenRequests) => {
    const { gaps, requests } = await readEmulated(withApp(pair.publicKey, dpop), {
      env: withKey(pair.privateKey),
    });
    expect(gaps).toEqual([]);
    expect(requests.get("POST /oauth2/v1/token")).toBe(tokenRequests);
  });

  it("signs every attempt anew, since Okta takes a proof only once", async () => {
    const faults = [{ path: "/api/v1/**", nth: [2, 3, 5], probability: 1, effect: serverError }];
    const { gaps, statuses } = await readEmulated(withApp(rsa.publicKey, true), {
      env: withKey(rsa.privateKey),
      emulator: { faults: { seed: 1, faults } },
    });
    expect(gaps).toEqual([]);
    expect(statuses.filter((status) => status.startsWith("503"))).toHaveLength(3);
  });

  it("asks for another token when the one it has is refused, once", async () => {
    const refuseOnce = [
      { path: "/api/v1/groups", nth: [1], probability: 1, effect: { kind: "unauthorized" } as const },
    ];
    const { gaps, requests } = await readEmulated(withApp(rsa.publicKey, false), {
      env: withKey(rsa.privateKey),
      emulator: { faults: { seed: 1, faults: refuseOnce } },
    });
    expect(gaps).toEqual([]);
    expect(requests.get("POST /oauth2/v1/token")).toBe(2);
  });

  it("asks again before a token ends", async () => {
    const timing = fakeTiming(Date.now());
    const { requests, gaps } = await readEmulated(withApp(rsa.publicKey, false), {
      env: withKey(rsa.privateKey),
      options: timing,
      emulator: { clock: () => new Date(timing.now()) },
      plan: aPlan({
        slices: new Set(["users", "factors"]),
        enrolmentsNeededFor: (read) => {
          timing.advance(59 * 60_000);
          return read.users?.people.map(({ id }) => id) ?? [];
        },
      }),
    });
    expect(gaps).toEqual([]);
    expect(requests.get("POST /oauth2/v1/token")).toBe(2);
  });

  it("asks only for the scopes of what is planned", async () => {
    const state = withApp(rsa.publicKey, false, ["okta.groups.read"]);
    const plan = aPlan({ slices: new Set(["groups", "group-rules"]) });
    expect((await readEmulated(state, { env: withKey(rsa.privateKey), plan })).gaps).toEqual([]);
  });

  it.each<[string, Partial<ReadPlan>, readonly string[]]>([
    [
      "which is a gap where they are planned",
      { slices: new Set(["app-policies", "user-types"]) },
      ["user-types"],
    ],
    [
      "which is none where they only help",
      { slices: new Set(["app-policies"]), needsUserTypes: () => true },
      [],
    ],
  ])("does without the names of user types where their scope was not granted, %s", async (_what, change, lacks) => {
    const { gaps, slices } = await readEmulated(withApp(rsa.publicKey, false), {
      env: withKey(rsa.privateKey),
      plan: aPlan({ enrolmentsNeededFor: () => [], ...change }),
    });
    expect(Object.keys(slices).filter((name) => name !== "factors")).toEqual(["appPolicies"]);
    expect(gaps.map(({ slice }) => slice)).toEqual(lacks);
  });

  it("reads the rest where a scope was not granted, and names it", async () => {
    const granted = scopes.filter((scope) => scope !== "okta.roles.read" && scope !== "okta.apps.read");
    const state = withApp(rsa.publicKey, false, granted);
    const { gaps, slices } = await readEmulated(state, { env: withKey(rsa.privateKey) });
    const reason = (scope: string) =>
      expect.stringMatching(new RegExp(`not been granted ${scope}; grant ${scope} .*Okta API Scopes`));
    expect(gaps).toEqual([
      { slice: "admin-roles", reason: reason("okta.roles.read"), affected: 0, ids: [] },
      { slice: "apps", reason: reason("okta.apps.read"), affected: 0, ids: [] },
    ]);
    expect(Object.keys(slices).sort()).toEqual([
      "authenticators",
      "factors",
      "groupMembers",
      "groupRules",
      "groups",
      "policies",
      "users",
      "zones",
    ]);
  });

  it("says which scopes are missing where it was granted none", async () => {
    const state = withApp(rsa.publicKey, false, ["okta.logs.read"]);
    const plan = aPlan({ slices: new Set(["groups", "users"]) });
    await expect(readEmulated(state, { env: withKey(rsa.privateKey), plan })).rejects.toMatchObject({
      code: "SCOPE_MISSING",
      message: "the service app has not been granted okta.groups.read, okta.users.read",
      remedy: expect.stringContaining("Okta API Scopes"),
    });
  });

  it.each([
    ["another key", withKey(ec.privateKey)],
    ["another client id", { ...withKey(rsa.privateKey), OKTA_CLIENT_ID: "0oaNobody" }],
  ])("is refused with %s", async (_what, env) => {
    await expect(readEmulated(withApp(rsa.publicKey, false), { env })).rejects.toMatchObject({
      code: "AUTH_FAILED",
      message: expect.stringMatching(/^Okta refused the service app: 40\d invalid_client/),
    });
  });
});

it("refuses a token that the org does not know", async () => {
  await expect(readEmulated(acmeState(), { env: { OKTA_API_TOKEN: "00wrong" } })).rejects.toMatchObject({
    code: "AUTH_FAILED",
    message: expect.stringContaining("E0000011"),
  });
});
