import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../../src/cli/run.ts";
import { skewBySnapshot, timeOfJudgement } from "../../../src/flows/check/time-of-judgement.ts";
import type { Report } from "../../../src/model/report.ts";
import { fakeTerminal } from "../../support/fake-terminal.ts";
import { temporaryFolder } from "../../support/seeded-ledger.ts";
import { serveOrg } from "../../support/served-org.ts";

const hourMs = 3_600_000;
const startedAt = new Date("2026-11-23T10:00:00.000Z");

describe("the time of a judgement", () => {
  it.each([
    { name: "the org says nothing", skewSeconds: null, now: "2026-11-23T10:00:00.000Z" },
    { name: "the clocks agree to within five minutes", skewSeconds: -300, now: "2026-11-23T10:00:00.000Z" },
    { name: "this machine is behind", skewSeconds: 301, now: "2026-11-23T10:05:01.000Z", isOff: true },
    { name: "this machine is ahead", skewSeconds: -7200, now: "2026-11-23T08:00:00.000Z", isOff: true },
  ])("where $name", ({ skewSeconds, now, isOff = false }) => {
    const time = timeOfJudgement({ startedAt, rehearsedAt: undefined, skewSeconds });
    expect(time.now.toISOString()).toBe(now);
    expect(time.clock).toEqual(isOff ? { skewSeconds, judgedAt: now } : null);
    expect(time.byThatClock(startedAt)).toEqual(time.now);
  });

  it("is the one that --now gives, whatever the clocks say", () => {
    const rehearsedAt = new Date("2026-06-01T00:00:00.000Z");
    const time = timeOfJudgement({ startedAt, rehearsedAt, skewSeconds: 86_400 });
    expect([time.now, time.clock, time.byThatClock(startedAt)]).toEqual([rehearsedAt, null, startedAt]);
  });

  it("is never before the snapshot that is judged", () => {
    expect(skewBySnapshot("2026-11-24T10:00:00.000Z", startedAt)).toBe(86_400);
    expect(skewBySnapshot("2026-11-22T10:00:00.000Z", startedAt)).toBeNull();
  });
});

describe("a new person without a group, on a runner whose clock is three days behind", () => {
  const nowMs = Date.now();
  const written = (created: string) => ({
    users: [
      { login: "nia@acme.example", roles: ["SUPER_ADMIN"] },
      { login: "kim@acme.example", created, activated: created },
    ],
    groups: [{ name: "MFA Required", members: ["nia@acme.example"] }],
  });

  const check = async (created: Date, flags: readonly string[] = []) => {
    const { emulator } = await serveOrg(written(created.toISOString()), {
      clock: () => new Date(Date.now() + 72 * hourMs),
    });
    const baseline = join(await temporaryFolder(), "baseline.yaml");
    await writeFile(
      baseline,
      `version: 1
org: { engine: identity }
groups: [{ name: MFA Required }]
requirements: [{ id: everyone, appliesTo: { everyone: true }, memberOf: [MFA Required], within: 24h }]
`,
    );
    const env = { OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token };
    const said = async (format: string) => {
      const terminal = fakeTerminal({ env, now: new Date() });
      const exitCode = await run(["check", "--baseline", baseline, "--format", format, ...flags], terminal);
      return { exitCode, stdout: terminal.written.stdout };
    };
    const { exitCode, stdout } = await said("json");
    return { exitCode, report: JSON.parse(stdout) as Report, said };
  };

  it("is out of grace by the org's clock, and the report says whose clock it was", async () => {
    const { exitCode, report, said } = await check(new Date(nowMs));
    expect([exitCode, report.summary.findings, report.summary.pending]).toEqual([2, 1, 0]);
    expect(report.clock?.skewSeconds).toBeGreaterThan(71 * 3600);
    expect(report.startedAt).toBe(report.clock?.judgedAt);
    for (const format of ["pretty", "markdown", "github", "html"]) {
      expect((await said(format)).stdout).toMatch(/Judged as of .+ clock is 3 days behind Okta/s);
    }
  });

  it("is in grace as of then, where --now asks for that", async () => {
    const { exitCode, report } = await check(new Date(nowMs), ["--now", new Date(nowMs).toISOString()]);
    expect([exitCode, report.summary.pending, report.clock]).toEqual([0, 1, undefined]);
  });

  it("has no grace from a time that is still to come", async () => {
    const { exitCode, report } = await check(new Date(nowMs + 100 * hourMs));
    expect([exitCode, report.summary.pending]).toEqual([2, 0]);
  });
});
