import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { discover } from "../../src/flows/catalogue/discover.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import { roomFolder } from "../../src/flows/catalogue/package-root.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import type { Finding, Report } from "../../src/model/report.ts";
import type { Reporter } from "../../src/model/reporter.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import { scopeIn, scopesFor } from "../../src/okta/access/scopes.ts";
import { reportSchema } from "../../src/report/report-schema.ts";
import { planStandards } from "../../src/standards/plan-standards.ts";
import stig from "../../src/standards/stig.framework.ts";
import { checkedOf, standardsSnapshot } from "../support/answered-standards.ts";
import { parseText } from "../support/baseline-text.ts";
import { failingOrg, meetingOrg } from "../support/standards-orgs.ts";

// Orgs are read over real sockets here, and the first test waits for the SDK to load.
vi.setConfig({ testTimeout: 60_000 });

const baseline = `version: 1
org: {engine: identity}
unmanaged: {enrollmentPolicies: ignore}
standards: [stig]
`;
const planned = planStandards([stig], "identity").slices;
const scopes = scopesFor(planned, "identity");

function onceAsked<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let answer: Promise<Answer> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}

/** Each org is read once, when it is first asked about. */
const met = onceAsked(() => checkedOf(meetingOrg, baseline, scopes));
const failing = onceAsked(() => checkedOf(failingOrg, baseline, scopes));
const meeting = onceAsked(() => standardsSnapshot(meetingOrg, [stig]));

/** The org that meets everything, read without a scope. */
function lacking({ slices, ...org }: OrgSnapshot, scope: string): OrgSnapshot {
  const lost = [...planned].filter((slice) => scopeIn("identity", slice) === scope);
  const keys = lost.map((slice) => slice.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()));
  const gaps = lost.map((slice) => ({ slice, reason: `403: ${scope} is not granted`, affected: 0, ids: [] }));
  const kept = Object.entries(slices).filter(([key]) => !keys.includes(key));
  return { ...org, slices: Object.fromEntries(kept), gaps };
}

const judged = async (scope: string) =>
  evaluate({
    checks: await loadChecks(),
    baseline: parseText(baseline).baseline,
    org: lacking(await meeting(), scope),
    now: new Date("2026-11-23T10:00:00.000Z"),
  });

const findingOn = ({ findings }: Pick<Report, "findings">, id: string): Finding | undefined =>
  findings.find(({ subject }) => subject.type === "standard-requirement" && subject.requirement === id);

describe.each(stig.requirements.map((one) => [one.id, one] as const))("%s", (id, {
  needs,
  severity,
  title,
}) => {
  it("is no finding of a check on an org that meets it", async () => {
    expect(findingOn(await met(), id)).toBeUndefined();
  });

  it("is one open finding on an org that does not", async () => {
    expect(findingOn(await failing(), id)).toMatchObject({
      check: "standard-stig",
      status: "open",
      severity,
      subject: {
        type: "standard-requirement",
        id: null,
        name: `stig ${id}`,
        standard: "stig",
        requirement: id,
      },
      requirement: null,
      field: null,
      expected: title,
      actual: { asTheStandardChecks: "open", asItHoldsForPeople: "open" },
      message: expect.stringContaining(`stig ${id} is not met (${title}): `),
      remedy: expect.stringMatching(
        /^Change what decides it .*`plumbline standards stig`.* check standard-stig, subject "stig V-/,
      ),
    });
  });

  it.each([
    ...new Set(needs.map((slice) => scopeIn("identity", slice))),
  ])("is unknown without %s, which a gap names too", async (scope) => {
    const report = await judged(String(scope));
    expect(findingOn(report, id)).toMatchObject({
      status: "unknown",
      message: expect.stringContaining(String(scope)),
      remedy: expect.stringMatching(/^Grant or read what is named/),
    });
    expect(report.gaps.some(({ reason }) => reason.includes(String(scope)))).toBe(true);
  });
});

it("counts as one check, and an org that meets all of it is in line", async () => {
  const { summary, outcomes } = await met();
  expect(summary).toMatchObject({ verdict: "in-line", checks: 1, findings: 0, unknown: 0 });
  expect(outcomes).toContainEqual({ check: "standard-stig", status: "in-line", reason: null });
});

it("is drift where a requirement is open, with as many findings as there are requirements", async () => {
  const { summary, outcomes, findings } = await failing();
  expect(summary.verdict).toBe("drift");
  expect(outcomes).toContainEqual({ check: "standard-stig", status: "drift", reason: null });
  const told = findings.filter(({ check }) => check === "standard-stig");
  expect(told.map(({ subject }) => subject.name).toSorted()).toEqual(
    stig.requirements.map(({ id }) => `stig ${id}`),
  );
  expect(new Set(told.map(({ fingerprint }) => fingerprint)).size).toBe(told.length);
});

it("is in every format, and in the report's schema", async () => {
  const report = await failing();
  expect(reportSchema.parse(report)).toEqual(report);
  const options = { color: false, width: 100, verbose: true, checks: await loadChecks() };
  const isReporter = (one: unknown): one is Reporter =>
    typeof one === "object" && one !== null && "render" in one;
  for (const { name, render } of await discover(roomFolder("src/report"), "reporter", isReporter)) {
    expect([name, render(report, options)]).toEqual([name, expect.stringContaining("stig V-273193")]);
  }
});

it("is unknown, and never in line, where something was not granted", async () => {
  for (const scope of scopes) expect((await judged(scope)).summary.verdict).not.toBe("in-line");
  const read = await checkedOf(
    meetingOrg,
    baseline,
    scopes.filter((scope) => scope !== "okta.brands.read"),
  );
  expect(findingOn(read, "V-273192")).toMatchObject({
    status: "unknown",
    message: expect.stringContaining("okta.brands.read"),
  });
  expect(read.summary.verdict).toBe("unknown");
});

it("keeps the answers beside the report, where a ledger keeps that", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-pinned-"));
  const ledger = await openLedger(join(folder, "ledger.db"), { create: true });
  onTestFinished(async () => {
    await ledger.close();
    await rm(folder, { recursive: true });
  });
  const report = await checkedOf(failingOrg, baseline, scopes, ledger);
  const [kept] = await ledger.standards(report.org.url);
  expect(kept).toMatchObject({ id: "stig", by: "check", counts: { open: stig.requirements.length } });
  expect(kept?.run).toEqual(expect.any(String));
});
