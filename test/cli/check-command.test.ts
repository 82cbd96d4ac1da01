import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeDeviations } from "../../src/emulator/acme/acme-deviations.ts";
import { generateOrg } from "../../src/emulator/acme/generate-org.ts";
import { type RunningEmulator, startEmulator } from "../../src/emulator/start-emulator.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import { reportSchema } from "../../src/report/report-schema.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";

// Orgs are read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = new Date("2026-11-23T10:00:00.000Z");
const state = acmeDeviations.reduce((org, { apply }) => apply(org), acmeState(now));
const envOf = ({ url, token }: RunningEmulator) => ({ OKTA_ORG_URL: url, OKTA_API_TOKEN: token });

describe("plumbline check on a drifted org", () => {
  let drifted: RunningEmulator;
  beforeAll(async () => {
    drifted = await startEmulator({ state });
  });
  afterAll(() => drifted.close());

  const check = async (...argv: readonly string[]) => {
    const terminal = fakeTerminal({ env: { ...envOf(drifted), PLUMBLINE_REDACT_KEY: "a key for the test" } });
    return { code: await run(["check", ...argv], terminal), ...terminal.written };
  };

  it("prints a report that its schema takes", async () => {
    const { code, stdout } = await check("--format", "json");
    expect(code).toBe(2);
    const report = reportSchema.parse(JSON.parse(stdout));
    const bySelf = (await loadChecks()).filter(
      ({ needsStack, needsMemory, about }) => !needsStack && !needsMemory && about !== "standard",
    );
    expect(report.outcomes.map(({ check }) => check)).toEqual(bySelf.map(({ id }) => id).toSorted());
    expect(report.cost.requests).toBeGreaterThan(50);
  });

  it("lists everybody with --people, and nobody's name where it is redacted", async () => {
    const listed = await check("--people", "--format", "json");
    const { people = [], summary } = reportSchema.parse(JSON.parse(listed.stdout));
    expect(people.filter(({ standing }) => standing === "in-scope")).toHaveLength(
      summary.people.inScope ?? 0,
    );
    const redacted = await check("--people", "--redact", "--format", "csv");
    expect(redacted.stdout).not.toContain("@acme.example");
    expect(redacted.stdout.trim().split("\r\n")).toHaveLength(people.length + 1);
  });

  it("refuses --people where no format would list anybody", async () => {
    const { code, stderr } = await check("--people");
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^error\[USAGE\]: --people lists nobody/)]);
  });

  it("says that a key of its own makes redacted reports impossible to compare, unless quiet", async () => {
    const loud = fakeTerminal({ env: envOf(drifted) });
    await run(["check", "--redact", "--only", "group-missing"], loud);
    expect(loud.written.stderr).toMatch(/^redacted with a key of this run alone; set PLUMBLINE_REDACT_KEY/);
    const quiet = fakeTerminal({ env: envOf(drifted) });
    await run(["check", "--redact", "--only", "group-missing", "--quiet"], quiet);
    expect(quiet.written.stderr).toBe("");
  });

  it("judges as of --now: after an exemption ended it exempts nobody", async () => {
    const { stdout } = await check("--now", "2028-01-01", "--format", "json", "--only", "factors");
    const report = reportSchema.parse(JSON.parse(stdout));
    expect(report.summary.exempted).toBe(0);
    expect(report.findings.map((finding) => finding.subject.name)).toContain("svc-backup@acme.example");
  });
});

describe("plumbline check without the stack that it needs", () => {
  it.each([
    [["--only", "stack-resource"], "--only stack-resource judges nothing without --stack"],
    [["--stack-component", "mfa"], "--stack-component means nothing without --stack"],
  ])("is refused: %j", async (flags, message) => {
    const terminal = fakeTerminal({});
    expect(await run(["check", ...flags], terminal)).toBe(1);
    expect(terminal.written.stderr).toContain(`error[USAGE]: ${message}\nfix: add --stack FILE`);
  });

  it("is refused before the org is asked when there is no such file", async () => {
    const terminal = fakeTerminal({});
    expect(await run(["check", "--stack", "nowhere.json"], terminal)).toBe(1);
    expect(terminal.written.stderr).toMatch(
      /^error\[STACK_NOT_FOUND\]: .*nowhere\.json\nfix: .*pulumi stack export/,
    );
  });
});

it("refuses to check standards alone that the baseline does not pin, before the org is asked", async () => {
  const terminal = fakeTerminal({});
  expect(await run(["check", "--only", "standard-stig,standard-nist"], terminal)).toBe(1);
  expect(terminal.written.stderr).toBe(
    "error[USAGE]: policy/baseline.yaml pins no nist, stig, so there is nothing to check\n" +
      "fix: add standards: [nist, stig] to the baseline, or ask plumbline standards nist stig\n",
  );
});

describe("plumbline check that does not get to its end", () => {
  let silent: Server;
  beforeAll(async () => {
    silent = createServer(() => {});
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
  });
  afterAll(() => {
    silent.closeAllConnections();
    silent.close();
  });

  const envOfSilent = () => {
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : address;
    return { OKTA_ORG_URL: `http://127.0.0.1:${port}`, OKTA_API_TOKEN: "for-the-test" };
  };

  it("ends with 1 and one line when --timeout runs out before anything was read", async () => {
    const terminal = fakeTerminal({ env: envOfSilent() });
    expect(await run(["check", "--timeout", "1s"], terminal)).toBe(1);
    expect(terminal.written.stdout).toBe("");
    expect(terminal.written.stderr).toMatch(/^error\[TIMEOUT\]: .*\nfix: .*\n$/);
  });

  it("ends with 1 and one line on Ctrl-C", async () => {
    const terminal = fakeTerminal({ env: envOfSilent() });
    const ended = run(["check"], terminal);
    await once(silent, "connection");
    terminal.interrupt();
    expect(await ended).toBe(1);
    expect(terminal.written.stdout).toBe("");
    expect(terminal.written.stderr).toMatch(/^error\[INTERRUPTED\]: .*\nfix: .*\n$/);
  });

  it("ends with 1 and a report of what it could not read when --timeout runs out", async () => {
    const large = await startEmulator({ state: generateOrg({ people: 4000, seed: 1 }).state });
    const terminal = fakeTerminal({ env: envOf(large) });
    expect(await run(["check", "--timeout", "1s", "--rate-share", "1%"], terminal)).toBe(1);
    await large.close();
    expect(terminal.written.stdout).not.toContain("IN LINE");
    expect(terminal.written.stdout + terminal.written.stderr).toContain("the time limit was reached");
  });
});
