import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import type { Finding, Report } from "../../src/model/report.ts";
import { scopeIn, scopesFor } from "../../src/okta/access/scopes.ts";
import { planStandards } from "../../src/standards/plan-standards.ts";
import stig from "../../src/standards/stig.framework.ts";
import { checkedOf } from "../support/answered-standards.ts";
import { failingOrg, meetingOrg } from "../support/standards-orgs.ts";

// Orgs are read over real sockets here, and the first test waits for the SDK to load.
vi.setConfig({ testTimeout: 60_000 });

const baseline = `version: 1
org: {engine: identity}
unmanaged: {enrollmentPolicies: ignore}
standards: [stig]
`;
const scopes = scopesFor(planStandards([stig], "identity").slices, "identity");

function onceChecked(written: typeof meetingOrg, granted: readonly string[]): () => Promise<Report> {
  let report: Promise<Report> | undefined;
  return () => {
    report ??= checkedOf(written, baseline, granted);
    return report;
  };
}

/** Each org is checked once, when it is first asked about. */
const met = onceChecked(meetingOrg, scopes);
const failing = onceChecked(failingOrg, scopes);
const without = new Map(
  scopes.map((scope) => {
    const left = scopes.filter((one) => one !== scope);
    return [scope, onceChecked(meetingOrg, left)] as const;
  }),
);

const findingOn = ({ findings }: Report, id: string): Finding | undefined =>
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
    const report = (await without.get(scope)?.()) as Report;
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

it("is unknown, and never in line, where something was not granted", async () => {
  for (const report of without.values()) expect((await report()).summary.verdict).not.toBe("in-line");
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
