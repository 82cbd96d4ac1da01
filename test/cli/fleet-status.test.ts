import { cp, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import type { Report } from "../../src/model/report.ts";
import { aRecord } from "../support/an-alert.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { aloneReport, personFinding, sampleReport } from "../support/sample-report.ts";
import { seededLedger, temporaryFolder } from "../support/seeded-ledger.ts";
import { expectGolden } from "./golden-run.ts";

// The first test waits for the baseline reader to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const acme = "https://acme.okta.com";

const fleetYaml = `orgs:
  - { name: acme-prod, url: ${acme}, baseline: a.yaml, credentials: ACME_PROD, tags: [prod], owner: nia@acme.example, every: 6h }
  - { name: acme-us, url: https://acme-us.okta.com, baseline: a.yaml, credentials: ACME_US, tags: [prod], every: 6h }
  - { name: acme-dev, url: https://acme-dev.okta.com, baseline: a.yaml, credentials: ACME_DEV }
`;

const at = (report: Report, time: string): Report => ({ ...report, startedAt: time, finishedAt: time });

/** `plumbline fleet status` at ten o'clock on 23 November over a ledger that knows of two of three orgs. */
async function fleetWithRuns() {
  const folder = await temporaryFolder();
  const place = await seededLedger(acme, [aRecord({ state: "open", dueAt: "2026-11-22T09:00:00.000Z" })]);
  const ledger = await openLedger(place, { create: false });
  const drift = sampleReport([personFinding("dana@acme.example")]);
  await ledger.keepReport(acme, aloneReport(at(drift, "2026-11-23T08:00:00.000Z")));
  await ledger.keepReport(
    "https://acme-us.okta.com",
    aloneReport(at(sampleReport(), "2026-11-22T10:00:00.000Z")),
  );
  await ledger.close();
  const fleet = join(folder, "fleet.yaml");
  await writeFile(fleet, fleetYaml);
  const argv = ["fleet", "status", "--fleet", fleet, "--ledger", place];
  const status = async (...flags: readonly string[]) => {
    const terminal = fakeTerminal();
    const exitCode = await run([...argv, ...flags], terminal);
    return { exitCode, ...terminal.written };
  };
  return { argv, status };
}

it("says how each org stands, and which is late", async () => {
  const { argv } = await fleetWithRuns();
  await expectGolden(argv, { shown: "fleet status" });
});

it("ends with 1 where the only answer is too old", async () => {
  const { status } = await fleetWithRuns();
  expect(await status("--org", "acme-us")).toMatchObject({ exitCode: 1 });
});

it("prints JSON and CSV", async () => {
  const { status } = await fleetWithRuns();
  const { exitCode, stdout } = await status("--format", "json", "--tag", "prod");
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    judgedAt: "2026-11-23T10:00:00.000Z",
    exitCode: 2,
    orgs: [
      {
        name: "acme-prod",
        owner: "nia@acme.example",
        verdict: "drift",
        isLate: false,
        lastGood: { at: "2026-11-23T08:00:00.000Z", ageMs: 7_200_000 },
        alerts: { open: 1, overdue: 1 },
      },
      { name: "acme-us", verdict: "in-line", isLate: true, exitCode: 1 },
    ],
    findings: [{ kind: "org-late", org: "acme-us" }],
  });
  const [, ...rows] = (await status("--format", "csv")).stdout.trimEnd().split("\r\n");
  expect(rows).toEqual([
    `"acme-prod","${acme}","prod","nia@acme.example","drift","no","2026-11-23T08:00:00.000Z","1","0","1","1",""`,
    expect.stringMatching(/^"acme-us",.*"in-line","yes",/),
    '"acme-dev","https://acme-dev.okta.com","","","","yes","","","","0","0",""',
  ]);
});

it("says which org was judged by another baseline than it is held to now", async () => {
  const { argv, status } = await fleetWithRuns();
  await cp(join(packageRoot(), "policy/baseline.yaml"), join(dirname(argv[3] ?? ""), "a.yaml"));
  const { exitCode, stdout } = await status("--org", "acme-us", "--format", "json");
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).findings.map(({ kind }: { kind: string }) => kind)).toContain(
    "org-other-baseline",
  );
  expect((await status("--org", "acme-us")).stdout).toContain("by ANOTHER BASELINE");
  expect((await status("--org", "acme-us", "--format", "csv")).stdout).toContain('"yes"\r\n');
});

it("needs no credentials, and a ledger that is there", async () => {
  const { status } = await fleetWithRuns();
  const { exitCode, stderr } = await status("--ledger", "/nowhere/ledger.db");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("error[LEDGER_NOT_FOUND]");
});
