import { expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import type { Report } from "../../src/model/report.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { aloneReport, personFinding, policyFinding, sampleReport } from "../support/sample-report.ts";
import { seededLedger } from "../support/seeded-ledger.ts";

const [acme, other] = ["https://acme.okta.com", "https://other.okta.com"];
const judged = (...checks: readonly Report["outcomes"][number]["check"][]): Report["outcomes"] =>
  checks.map((check) => ({ check, status: "drift", reason: null }));
const [kim, dana, ravi] = [
  personFinding("kim@acme.example"),
  personFinding("dana@acme.example"),
  personFinding("ravi@acme.example"),
];
const order = policyFinding();

function reportOf({ findings = [], ...part }: Partial<Report>, day: number): Report {
  const at = `2026-11-${day}T02:14:00.000Z`;
  const outcomes = judged("factors", order.check);
  return sampleReport(findings, { outcomes, startedAt: at, finishedAt: at, ...part });
}

const first = reportOf({ findings: [kim, dana, order] }, 23);
const second = reportOf(
  {
    findings: [{ ...dana, status: "exempted" }, ravi],
    outcomes: [...judged("factors"), { check: order.check, status: "unknown", reason: "403" }],
  },
  24,
);

async function withRuns(kept: readonly (readonly [org: string, report: Report])[]) {
  const place = await seededLedger(acme, []);
  const ledger = await openLedger(place, { create: false });
  for (const [org, report] of kept) await ledger.keepReport(org, aloneReport(report));
  await ledger.close();
  return async (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const terminal = fakeTerminal({ env });
    const exitCode = await run(["runs", ...argv, "--ledger", place], terminal);
    return { exitCode, ...terminal.written };
  };
}

it("lists kept reports, latest first, a line each", async () => {
  const runs = await withRuns([
    [acme, first],
    [acme, second],
  ]);
  const { exitCode, stdout } = await runs([]);
  expect(exitCode).toBe(0);
  expect(stdout.trimEnd().split("\n")).toEqual([
    expect.stringMatching(
      /^[0-9a-f]{8} {2}2026-11-24 02:14 UTC {2}drift {4}1 high {2}https:\/\/acme\.okta\.com$/,
    ),
    expect.stringMatching(/^[0-9a-f]{8} {2}2026-11-23 02:14 UTC {2}drift {4}/),
  ]);
  const json = JSON.parse((await runs(["--format", "json"])).stdout);
  expect(json.runs.map(({ finishedAt }: Report) => finishedAt)).toEqual([
    second.finishedAt,
    first.finishedAt,
  ]);
  expect(json.runs[0]).not.toHaveProperty("findings");
});

it("says so where no report is kept", async () => {
  expect(await (await withRuns([]))([])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("No reports are kept"),
  });
});

it("tells what is new, what is gone and what nobody judged any more", async () => {
  const runs = await withRuns([
    [acme, first],
    [acme, second],
  ]);
  const { exitCode, stdout } = await runs(["diff", "previous", "latest"]);
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: [
      `https://acme.okta.com: 2026-11-23 02:14 UTC (${first.summary.verdict}) to 2026-11-24 02:14 UTC (${second.summary.verdict})`,
      "",
      "New (1)",
      "  high      ravi@acme.example has no acceptable factor.",
      "",
      "Gone (1)",
      "  high      kim@acme.example has no acceptable factor.",
      "",
      "Not seen any more, of checks that were not judged for certain now: unknown (1)",
      `  ${order.severity.padEnd(8)}  ${order.message}`,
      "",
      "Changed (1)",
      "  high      dana@acme.example has no acceptable factor. (exempted, was open)\n",
    ].join("\n"),
  });
  const back = JSON.parse((await runs(["diff", "latest", "previous", "--format", "json"])).stdout);
  expect(back.appeared.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).toEqual([
    kim.fingerprint,
  ]);
  expect(back.firstJudged.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).toEqual([
    order.fingerprint,
  ]);
});

it("says when nothing changed, and when the baseline did", async () => {
  const baseline = { ...first.baseline, sha256: "another" };
  const runs = await withRuns([
    [acme, first],
    [acme, reportOf({ findings: first.findings }, 24)],
    [acme, reportOf({ findings: first.findings.map((one) => ({ ...one, severity: "low" })), baseline }, 25)],
  ]);
  const { stdout } = await runs(["--format", "json"]);
  const [last, middle, oldest] = JSON.parse(stdout).runs.map(({ id }: { id: string }) => id);
  expect((await runs(["diff", oldest.slice(0, 10), middle])).stdout).toMatch(/\n\nNothing changed\.\n$/);
  const { stdout: changed } = await runs(["diff", middle, last]);
  expect(changed).toContain("The baselines differ");
  expect(changed).toContain("(was high)");
});

it.each<[string, readonly string[], string]>([
  ["an id that no run has", ["nope", "latest"], "RUN_NOT_FOUND"],
  ["a run before the first", ["previous", "latest"], "RUN_NOT_FOUND"],
])("refuses %s", async (_, names, code) => {
  const runs = await withRuns([[acme, first]]);
  const { exitCode, stderr } = await runs(["diff", ...names]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`error[${code}]`);
});

it("does not compare two orgs, and asks which one is meant", async () => {
  const runs = await withRuns([
    [acme, first],
    [other, second],
  ]);
  const { stdout } = await runs(["--format", "json"]);
  const ids = JSON.parse(stdout).runs.map(({ id }: { id: string }) => id);
  expect((await runs(["diff", ...ids])).stderr).toContain(`the runs are of two orgs: ${other} and ${acme}`);
  expect((await runs(["diff", "latest", ids[0]])).stderr).toContain("latest of which org?");
  expect((await runs([], { OKTA_ORG_URL: other })).stdout).not.toContain(acme);
});
