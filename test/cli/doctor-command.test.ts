import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeClassicState } from "../../src/emulator/acme/acme-classic.ts";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import { workforceLimits } from "../../src/emulator/server/rate-limits.ts";
import type { Report } from "../../src/model/report.ts";
import { examine } from "../support/examined-org.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { readScopes, serviceAppEnv, strangersKey, withServiceApp } from "../support/service-app.ts";

// Orgs are read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const acme = acmeState(new Date("2026-11-23T10:00:00.000Z"));

describe("a service app with all it needs", () => {
  it.each([
    ["bearer", false],
    ["DPoP", true],
  ])("is ready (%s)", async (_kind, dpop) => {
    const { exitCode, readiness, point, open, emulator } = await examine(withServiceApp(acme, { dpop }), {
      env: serviceAppEnv,
    });
    expect(exitCode).toBe(0);
    expect(readiness.verdict).toBe("ready");
    expect(point("credentials").message).toContain(dpop ? "with DPoP" : "(private_key_jwt)");
    // Acme's contractors enroll in the office only, and methods are read from factors.
    expect(open).toEqual(["enrolment-view"]);
    expect([...emulator.requests.keys()].filter((key) => !key.startsWith("GET "))).toEqual([
      "POST /oauth2/v1/token",
    ]);
  });

  it("hears of the scopes and roles that a standard takes besides, where it asks", async () => {
    const { exitCode, point, open } = await examine(withServiceApp(acme), {
      env: serviceAppEnv,
      argv: ["--standards", "stig"],
    });
    expect(exitCode).toBe(1);
    expect(open).toEqual(
      expect.arrayContaining([
        "scope/okta.apiTokens.read",
        "scope/okta.brands.read",
        "scope/okta.idps.read",
        "scope/okta.logStreams.read",
        "role/console-settings",
      ]),
    );
    expect(point("scope/okta.brands.read").message).toContain("it cannot read sign-in pages");
  });

  it("hears of them where the baseline pins a standard, and by which check they are missed", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "plumbline-doctor-")), "pinned.yaml");
    onTestFinished(() => rm(file));
    await writeFile(file, "version: 1\norg: { engine: identity }\nstandards: [stig]\n");
    const { exitCode, point } = await examine(withServiceApp(acme), {
      env: serviceAppEnv,
      argv: ["--baseline", file],
    });
    expect(exitCode).toBe(1);
    expect(point("scope/okta.brands.read").checks.partly).toEqual(["standard-stig"]);
  });

  it("takes a handful of requests, however many people there are", async () => {
    const users = Array.from({ length: 1300 }, (_, index) => {
      const [someone] = acme.users;
      if (someone === undefined) throw new Error("Acme has nobody");
      return {
        ...someone,
        id: `00uGenerated${index}`,
        profile: { ...someone.profile, login: `p${index}@acme.example` },
        roles: [],
      };
    });
    const { exitCode, readiness, emulator } = await examine(
      { ...acme, users: [...acme.users, ...users] },
      { emulator: { rateLimits: workforceLimits } },
    );
    const requests = [...emulator.requests.values()].reduce((sum, times) => sum + times, 0);
    expect(requests).toBeLessThan(35);
    expect(exitCode).toBe(0);
    expect(readiness.cost?.people.most).toBeGreaterThan(1300);
    expect(readiness.cost?.minutes?.least).toBeGreaterThanOrEqual(4);
  });
});

describe("a scope that is not granted", () => {
  it.each<[string, string, string, string]>([
    ["okta.users.read", "scope/okta.users.read", "failed", "factors"],
    ["okta.groups.read", "scope/okta.groups.read", "failed", "group-missing"],
    ["okta.policies.read", "scope/okta.policies.read", "failed", "enrollment-policy-order"],
    ["okta.authenticators.read", "scope/okta.authenticators.read", "failed", "authenticator-status"],
    ["okta.networkZones.read", "scope/okta.networkZones.read", "failed", "enrollment-rule"],
    ["okta.roles.read", "scope/okta.roles.read", "failed", "factors"],
    ["okta.apps.read", "scope/okta.apps.read", "failed", "factors"],
    ["okta.logs.read", "scope/okta.logs.read", "warning", ""],
  ])("%s is named, with what would be unknown", async (scope, id, status, check) => {
    const scopes = readScopes.filter((other) => other !== scope);
    const { exitCode, readiness, point } = await examine(withServiceApp(acme, { scopes }), {
      env: serviceAppEnv,
    });
    const found = point(id);
    expect(found).toMatchObject({ status, message: expect.stringContaining("0oaPlumbline") });
    expect(found.remedy).toContain(`Okta API Scopes > ${scope} > Grant`);
    expect([...found.checks.unknown, ...found.checks.partly].includes(check)).toBe(check !== "");
    expect(readiness.points.filter((other) => other.status === "failed")).toHaveLength(
      status === "failed" ? 1 : 0,
    );
    expect(exitCode).toBe(status === "failed" ? 1 : 0);
  });

  it.each(readScopes)("%s leaves a check as the doctor says", async (scope) => {
    const scopes = readScopes.filter((other) => other !== scope);
    const { readiness, emulator } = await examine(withServiceApp(acme, { scopes }), { env: serviceAppEnv });
    const failed = readiness.points.filter(({ status }) => status === "failed").map(({ checks }) => checks);
    const unknown = failed.flatMap((checks) => checks.unknown);
    const partly = failed.flatMap((checks) => checks.partly);
    const terminal = fakeTerminal({ env: { OKTA_ORG_URL: emulator.url, ...serviceAppEnv } });
    const exitCode = await run(["check", "--format", "json"], terminal);
    const report: Report = JSON.parse(terminal.written.stdout);
    const open = report.outcomes.filter(({ status }) => status === "unknown").map(({ check }) => check);
    expect(open).toEqual(expect.arrayContaining(unknown));
    expect([...unknown, ...partly]).toEqual(expect.arrayContaining(open));
    expect(exitCode).toBe(readiness.verdict === "ready" ? 0 : 1);
  });

  it("is not asked for where the baseline needs nothing of it", async () => {
    const scopes = readScopes.filter((scope) => scope !== "okta.orgs.read");
    const { exitCode, open } = await examine(withServiceApp(acme, { scopes }), { env: serviceAppEnv });
    expect(exitCode).toBe(0);
    expect(open).toEqual(["enrolment-view"]);
  });
});

const forbidden = (path: string) => ({
  faults: { seed: 1, faults: [{ path, probability: 1, effect: { kind: "forbidden" } as const }] },
});

describe("an admin role that is missing", () => {
  it("is told apart from a scope", async () => {
    const { exitCode, point } = await examine(withServiceApp(acme), {
      env: serviceAppEnv,
      emulator: forbidden("/api/v1/iam/assignees/users"),
    });
    expect(exitCode).toBe(1);
    expect(point("role/admin-roles")).toMatchObject({
      status: "failed",
      message: expect.stringMatching(/^okta\.roles\.read is granted, but no admin role .* \(403 E0000006/),
      remedy: expect.stringContaining("View roles, resources, and admin assignments"),
      checks: { unknown: [], partly: ["factors", "governed-by", "member-of", "sign-in"] },
    });
  });

  it.each([
    ["/api/v1/users/*/roles", "admin-roles"],
    ["/api/v1/users/*/factors", "factors"],
    ["/api/v1/groups/rules", "group-rules"],
    ["/api/v1/groups/*/users", "group-members"],
    ["/api/v1/policies/*/rules", "policy-rules"],
    ["/api/v1/apps/*/users", "apps"],
  ])("is seen where only %s is refused", async (path, slice) => {
    const { exitCode, readiness } = await examine(acme, { emulator: forbidden(path) });
    expect(exitCode).toBe(1);
    expect(readiness.points.filter(({ status }) => status === "failed").map(({ id }) => id)).toEqual([
      `role/${slice}`,
    ]);
  });

  it("is seen where the app has none at all", async () => {
    const { exitCode, point, readiness } = await examine(withServiceApp(acme, { roles: [] }), {
      env: serviceAppEnv,
    });
    expect(exitCode).toBe(1);
    expect(point("role/users").message).toContain("okta.users.read is granted");
    expect(readiness.points.filter(({ id }) => id.startsWith("scope/"))).toEqual([]);
  });

  it("is named for an API token as well", async () => {
    const { exitCode, point } = await examine(acme, { emulator: forbidden("/api/v1/apps") });
    expect(exitCode).toBe(1);
    expect(point("role/apps")).toMatchObject({
      message: expect.stringContaining(
        "the owner of the API token has no admin role that reads applications",
      ),
      remedy: expect.stringContaining("Security > Administrators"),
    });
  });
});

describe("credentials that Okta refuses", () => {
  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    [
      "a key that the app does not list",
      { ...serviceAppEnv, OKTA_PRIVATE_KEY: strangersKey },
      "signature is invalid",
      "OKTA_PRIVATE_KEY is not the key of this app",
    ],
    [
      "a client id that no app has",
      { ...serviceAppEnv, OKTA_CLIENT_ID: "0oaNobody" },
      "client_id of an active client",
      "no active app of this org has that OKTA_CLIENT_ID",
    ],
    ["another key id", { ...serviceAppEnv, OKTA_KEY_ID: "k2" }, "kid", "OKTA_KEY_ID"],
    ["a token that is not known", { OKTA_API_TOKEN: "00wrong" }, "401 E0000011", "expired (30 days unused)"],
  ])("%s", async (_what, env, message, remedy) => {
    const { exitCode, readiness, point, stderr } = await examine(withServiceApp(acme), { env });
    expect(exitCode).toBe(1);
    expect(readiness).toMatchObject({ verdict: "not-ready", cost: null, org: { engine: "identity" } });
    const refused = point("credentials");
    expect(refused.status).toBe("failed");
    expect(refused.message).toContain(message);
    expect(refused.remedy).toContain(remedy);
    expect(refused.checks.unknown).toEqual(readiness.checks);
    expect(stderr).toContain("error[AUTH_FAILED]: ");
    expect(JSON.stringify(readiness) + stderr).not.toMatch(/PRIVATE KEY-----|00wrong/);
  });
});

const clockOff = (minutes: number) => ({ clock: () => new Date(Date.now() + minutes * 60_000) });

describe("this machine's clock", () => {
  it.each<[string, number, number, string]>([
    ["a minute behind", 1, 0, "warning"],
    ["a minute ahead", -1, 0, "warning"],
    ["ten minutes behind", 10, 1, "failed"],
    ["ten minutes ahead", -10, 0, "warning"],
    ["an hour ahead", -60, 1, "failed"],
  ])("%s", async (words, offset, code, status) => {
    const emulator = clockOff(offset);
    const { exitCode, point } = await examine(withServiceApp(acme), { env: serviceAppEnv, emulator });
    expect(point("clock")).toMatchObject({ status, remedy: expect.stringContaining("clock") });
    expect(point("clock").message).toMatch(words.endsWith("behind") ? /behind Okta's/ : /ahead of Okta's/);
    expect(exitCode).toBe(code);
  });

  it("ten minutes ahead is too much with DPoP", async () => {
    const { exitCode, point } = await examine(withServiceApp(acme, { dpop: true }), {
      env: serviceAppEnv,
      emulator: clockOff(-10),
    });
    expect(point("clock").status).toBe("failed");
    expect(point("credentials")).toMatchObject({ remedy: expect.stringContaining("clock") });
    expect(exitCode).toBe(1);
  });

  it("does not keep an API token out", async () => {
    const { exitCode, point } = await examine(acme, { emulator: clockOff(60) });
    expect(point("clock").status).toBe("warning");
    expect(exitCode).toBe(0);
  });
});

describe("the engine", () => {
  it("of a Classic org with its own baseline is fine, and factors are all there is", async () => {
    const { exitCode, point, readiness } = await examine(withServiceApp(acmeClassicState()), {
      env: serviceAppEnv,
      argv: ["--baseline", "policy/baseline.classic.yaml"],
    });
    expect(exitCode).toBe(0);
    expect(readiness.org.engine).toBe("classic");
    expect(point("access/authenticators").message).toContain("okta.orgs.read");
    expect(point("enrolment-view").message).toContain("can only be read from factors");
  });

  it("that the baseline is not for leaves every check unknown", async () => {
    const { exitCode, point, readiness } = await examine(acme, {
      argv: ["--baseline", "policy/baseline.classic.yaml"],
    });
    expect(exitCode).toBe(1);
    expect(point("engine")).toMatchObject({ status: "failed", checks: { unknown: readiness.checks } });
  });
});

describe("what a runner sees", () => {
  it("of an org without authenticator-enrollments depends on its address", async () => {
    const state = { ...acme, settings: { ...acme.settings, authenticatorEnrollments: "absent" as const } };
    const { exitCode, point } = await examine(state);
    expect(exitCode).toBe(0);
    expect(point("enrolment-view")).toMatchObject({
      status: "warning",
      message: expect.stringMatching(/no authenticator-enrollments.*"Contractors \/ Enroll in the office"/),
      checks: { partly: ["factors"] },
    });
  });
});

describe("without a baseline", () => {
  it("it is about everything that one could ask for", async () => {
    const { exitCode, readiness, point } = await examine(withServiceApp(acme), {
      env: serviceAppEnv,
      argv: ["--baseline", "nowhere.yaml"],
    });
    expect(exitCode).toBe(0);
    expect(readiness.baseline).toBeNull();
    expect(point("baseline")).toMatchObject({
      status: "advice",
      message: expect.stringContaining("nowhere.yaml"),
    });
  });
});

describe("an application that a requirement names", () => {
  const naming = async (label: string, by: "super-admin" | "service-app" = "super-admin") => {
    const folder = await mkdtemp(join(tmpdir(), "plumbline-doctor-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, "baseline.yaml");
    const factors = "{ anyOf: [webauthn] }";
    const requirement = `{ id: app, title: App, appliesTo: { apps: [${label}] }, factors: ${factors} }`;
    await writeFile(path, `version: 1\norg: { engine: identity }\nrequirements: [${requirement}]\n`);
    const argv = ["--baseline", path];
    return by === "super-admin"
      ? examine(acme, { argv })
      : examine(withServiceApp(acme), { argv, env: serviceAppEnv });
  };

  it.each([
    ["Okta Admin Console", "service-app", "only to a Super Administrator"],
    ["Payrol", "super-admin", "correct the label"],
  ] as const)("%s is missed by a %s", async (label, by, remedy) => {
    const { exitCode, point } = await naming(label, by);
    expect(exitCode).toBe(1);
    expect(point(`app/${label}`)).toMatchObject({
      status: "failed",
      remedy: expect.stringContaining(remedy),
      checks: { unknown: [], partly: ["factors"] },
    });
  });

  it("is found by its label", async () => {
    const { exitCode, open } = await naming("Payroll");
    expect([exitCode, open]).toEqual([0, ["super-admin"]]);
  });
});

describe("advice", () => {
  it("is to take Super Administrator from a service app", async () => {
    const { exitCode, point } = await examine(withServiceApp(acme, { roles: ["SUPER_ADMIN"] }), {
      env: serviceAppEnv,
    });
    expect(exitCode).toBe(0);
    expect(point("super-admin")).toMatchObject({ status: "advice", message: expect.stringContaining("0oa") });
  });

  it("is to unset an API token that is not used", async () => {
    const { exitCode, open, stderr } = await examine(withServiceApp(acme), {
      env: { ...serviceAppEnv, OKTA_API_TOKEN: "00unused" },
    });
    expect([exitCode, open, stderr]).toEqual([0, ["ignored-token", "enrolment-view"], ""]);
  });
});

describe("an empty org", () => {
  it("has nobody to ask about, and that is no obstacle", async () => {
    const { exitCode, readiness } = await examine(fillState({ tokens: [{ value: "00empty" }] }), {
      argv: ["--baseline", "nowhere.yaml"],
    });
    expect(exitCode).toBe(0);
    expect(readiness.cost?.people).toEqual({ least: 0, most: 0 });
  });
});

describe("an org that is hard to reach", () => {
  it("makes it wait for one 429", async () => {
    const effect = { kind: "too-many-requests", resetSeconds: 0 } as const;
    const faults = [{ path: "/api/v1/groups", nth: [1], probability: 1, effect }];
    const { exitCode, emulator } = await examine(acme, { emulator: { faults: { seed: 1, faults } } });
    expect(exitCode).toBe(0);
    expect(emulator.requests.get("GET /api/v1/groups")).toBe(2);
  });

  it("is unknown, and not refused, where a part of it does not answer", async () => {
    const faults = [{ path: "/api/v1/zones", probability: 1, effect: { kind: "garbage" } as const }];
    const { exitCode, point } = await examine(acme, { emulator: { faults: { seed: 1, faults } } });
    expect(exitCode).toBe(1);
    expect(point("access/zones")).toMatchObject({
      status: "unknown",
      checks: { unknown: [], partly: ["app-rule", "enrollment-rule", "session-rule"] },
    });
  });

  it("ends with --timeout", async () => {
    const effect = { kind: "slow", ms: 5000 } as const;
    const faults = [{ path: "/api/v1/policies", probability: 1, effect }];
    await expect(
      examine(acme, { emulator: { faults: { seed: 1, faults } }, argv: ["--timeout", "1s"] }),
    ).rejects.toThrow("error[TIMEOUT]");
  });

  it("is the known error where the token endpoint is busy", async () => {
    const effect = { kind: "server-error", status: 503 } as const;
    const faults = [{ path: "/oauth2/v1/token", probability: 1, effect }];
    const emulator = { faults: { seed: 1, faults } };
    // Okta being down is tried again for some seconds.
    await expect(examine(withServiceApp(acme), { env: serviceAppEnv, emulator })).rejects.toThrow(
      /error\[NETWORK\]: a token for the service app could not be read: 503/,
    );
  });

  // Refused connections are tried again for some seconds.
  it("is the known error where nobody listens", async () => {
    const env = { OKTA_ORG_URL: "http://127.0.0.1:1", OKTA_API_TOKEN: "a-token-of-the-test" };
    const terminal = fakeTerminal({ env });
    expect(await run(["doctor"], terminal)).toBe(1);
    expect(terminal.written).toMatchObject({
      stdout: "",
      stderr: expect.stringMatching(/^error\[NETWORK\]: .*\nfix: check OKTA_ORG_URL/),
    });
  });
});
