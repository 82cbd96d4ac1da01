import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { run } from "../../../src/cli/run.ts";
import { acmeState } from "../../../src/emulator/acme/acme.ts";
import { acmeDeviations } from "../../../src/emulator/acme/acme-deviations.ts";
import type { FaultEffect } from "../../../src/emulator/server/faults.ts";
import { type EmulatorOptions, startEmulator } from "../../../src/emulator/start-emulator.ts";
import { packageRoot } from "../../../src/flows/catalogue/package-root.ts";
import type { ChangedBy, Report } from "../../../src/model/report.ts";
import { reportSchema } from "../../../src/report/report-schema.ts";
import { fakeTerminal } from "../../support/fake-terminal.ts";
import { readScopes, serviceAppEnv, withServiceApp } from "../../support/service-app.ts";

// Orgs are read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const now = new Date("2026-11-23T10:00:00.000Z");
const inLine = acmeState(now);
const drifted = acmeDeviations.reduce((state, { apply }) => apply(state), inLine);
const logs = "GET /api/v1/logs";
const baseline = join(packageRoot(), "policy", "baseline.yaml");

async function check(
  options: Partial<EmulatorOptions>,
  flags: readonly string[] = [],
  env: Readonly<Record<string, string>> | null = null,
) {
  const emulator = await startEmulator({ state: drifted, ...options });
  onTestFinished(() => emulator.close());
  const terminal = fakeTerminal({
    env: { OKTA_ORG_URL: emulator.url, ...(env ?? { OKTA_API_TOKEN: emulator.token }) },
    now,
  });
  const argv = ["check", "--baseline", baseline, "--format", "json", ...flags];
  const exitCode = await run(argv, terminal);
  const { stdout, stderr } = terminal.written;
  const report: Report = reportSchema.parse(JSON.parse(stdout));
  return { exitCode, report, stderr, asked: emulator.requests.get(logs) ?? 0 };
}

const onThings = ({ findings }: Report) =>
  findings.filter(({ subject, status }) => status === "open" && subject.type !== "user");
const statuses = (report: Report) => [...new Set(onThings(report).map(({ changedBy }) => changedBy?.status))];

const fault = (effect: FaultEffect): Partial<EmulatorOptions> => ({
  faults: { seed: 1, faults: [{ path: "/api/v1/logs", probability: 1, effect }] },
});

describe("plumbline check names who changed what", () => {
  it("in every finding about the org, and in those about people whom the log tells of", async () => {
    const { report, exitCode, stderr, asked } = await check({});
    expect(exitCode).toBe(2);
    expect([stderr, asked]).toEqual(["", 1]);
    expect(statuses(report)).toEqual(["found"]);
    const ofOmar: Partial<ChangedBy> = { managed: false, actor: "omar@acme.example", via: "admin console" };
    for (const { changedBy } of onThings(report)) expect(changedBy).toMatchObject(ofOmar);
    const people = report.findings.filter(
      ({ subject, changedBy }) => subject.type === "user" && changedBy !== null,
    );
    // Ravi's cause is the group rule that leaves him out, and who did that is named there.
    expect(people.map(({ check, subject }) => [check, subject.name])).toEqual([
      ["factors", "beth@acme.example"],
    ]);
    expect(report.cost.byEndpoint["/api/v1/logs"]).toBe(1);
  });

  it("in a person made administrator through an API token, where nothing else is amiss", async () => {
    const anHourAgo = new Date(now.getTime() - 3_600_000);
    const emulator = await startEmulator({ state: inLine, clock: () => anHourAgo });
    onTestFinished(() => emulator.close());
    const asOmar = { authorization: `SSWS ${emulator.token}`, "content-type": "application/json" };
    const granted = await fetch(`${emulator.url}/api/v1/users/greta@acme.example/roles`, {
      method: "POST",
      headers: asOmar,
      body: JSON.stringify({ type: "ORG_ADMIN" }),
    });
    expect(granted.status).toBeLessThan(300);
    const env = { OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token };
    const terminal = fakeTerminal({ env, now });
    expect(await run(["check", "--baseline", baseline], terminal)).toBe(2);
    const text = terminal.written.stdout.replaceAll(/\s+/g, " ");
    expect(text).toMatch(
      /greta@acme\.example is not in "MFA Admins", which .*?who: by \S+, 2026-11-23 09:00 UTC, API token, [\d.]+: granted Organization administrator fix: The group "MFA Admins" is closed \(onlyMembers\): .*? If the administrator role was not meant, take it away instead/,
    );
  });

  it("without asking for the log when nothing about the org is amiss", async () => {
    const { report, exitCode, asked } = await check({ state: inLine });
    expect([exitCode, asked, report.summary.verdict]).toEqual([0, 0, "in-line"]);
  });

  it("and says when there is no event within retention", async () => {
    const { report, stderr, exitCode } = await check({ state: { ...drifted, logEvents: [] } });
    expect(statuses(report)).toEqual(["no event within retention"]);
    expect([stderr, exitCode]).toEqual(["", 2]);
  });

  it("not of what failed", async () => {
    const logEvents = drifted.logEvents.map((event) => ({
      ...event,
      outcome: { result: "FAILURE", reason: null },
    }));
    const { report } = await check({ state: { ...drifted, logEvents } });
    expect(statuses(report)).toEqual(["no event within retention"]);
  });

  it.each<[string, FaultEffect, RegExp]>([
    ["is forbidden", { kind: "forbidden" }, /^Who changed what was not looked up: .*403.*okta\.logs\.read/],
    ["is garbage", { kind: "garbage" }, /^Who changed what was not looked up: /],
    [
      "refuses the token",
      { kind: "unauthorized" },
      /^Who changed what was not looked up: Okta refused the API token/,
    ],
  ])("or that nobody looked, when the log %s; with the same verdict and exit code", async (_, effect, remark) => {
    const { report, stderr, exitCode } = await check(fault(effect));
    expect(statuses(report)).toEqual(["not looked up"]);
    expect(stderr).toMatch(remark);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect([exitCode, report.summary.verdict, report.gaps]).toEqual([2, "drift", []]);
  });

  it("and ends with one line on Ctrl-C while it reads the log", async () => {
    const emulator = await startEmulator({ state: drifted, ...fault({ kind: "slow", ms: 5_000 }) });
    onTestFinished(() => emulator.close());
    const terminal = fakeTerminal({
      env: { OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token },
      now,
    });
    const ended = run(["check", "--baseline", baseline], terminal);
    while (!emulator.requests.has(logs)) await sleep(5);
    terminal.interrupt();
    expect(await ended).toBe(1);
    expect(terminal.written.stdout).toBe("");
    expect(terminal.written.stderr).toMatch(/^error\[INTERRUPTED\]: .*\nfix: .*\n$/);
  });

  it("and says nothing of it when quiet", async () => {
    expect((await check(fault({ kind: "forbidden" }), ["--quiet"])).stderr).toBe("");
  });
});

describe("with a service app", () => {
  const served = (scopes: readonly string[]) =>
    check({ state: withServiceApp(drifted, { scopes, dpop: true }) }, [], serviceAppEnv);

  it("the scope for the log is asked for only then", async () => {
    const { report, stderr } = await served(readScopes);
    expect([statuses(report), stderr]).toEqual([["found"], ""]);
  });

  it("without the scope everything else is read and judged", async () => {
    const { report, stderr, exitCode } = await served(
      readScopes.filter((scope) => scope !== "okta.logs.read"),
    );
    expect(statuses(report)).toEqual(["not looked up"]);
    expect([exitCode, report.gaps]).toEqual([2, []]);
    expect(stderr).toBe(
      "Who changed what was not looked up: the service app has not been granted okta.logs.read; to see it, grant okta.logs.read to the app (Admin Console > Applications > the app > Okta API Scopes).\n",
    );
  });
});

describe("a log that is too long", () => {
  it("is not read to its end, and what was not found may be there all the same", async () => {
    const [first] = drifted.logEvents.filter(({ eventType }) => eventType === "policy.lifecycle.create");
    if (first === undefined) throw new Error("Acme's log has no new policy");
    const noise = Array.from({ length: 10_000 }, (_, index) => ({
      ...first,
      uuid: `noise-${index}`,
      eventType: "policy.lifecycle.delete",
      published: "2026-11-23T09:30:00.000Z",
      target: [{ ...(first.target?.[0] ?? first.actor), id: "00pnoise", displayName: `Noise ${index}` }],
    }));
    const state = {
      ...drifted,
      policies: drifted.policies.filter(({ name }) => name !== "Admins"),
      logEvents: [...drifted.logEvents, ...noise],
    };
    const { report, stderr, asked } = await check({ state });
    expect(asked).toBe(10);
    expect(statuses(report)).toEqual(["not looked up"]);
    expect(stderr).toBe(
      "Who changed what was looked up in the latest 10000 events only; there may be more.\n",
    );
  });
});
