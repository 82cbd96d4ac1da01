import { expect, it } from "vitest";
import { orgStatus } from "../../../src/answers/fleet/org-status.ts";
import type { KeptRun } from "../../../src/model/kept-run.ts";
import type { Verdict } from "../../../src/model/report.ts";
import { roughTime } from "../../../src/model/rough-time.ts";
import { aFleetOrg } from "../../support/a-fleet-org.ts";
import { sampleReport } from "../../support/sample-report.ts";

const now = new Date("2026-11-23T10:00:00.000Z");
const org = aFleetOrg();
const alerts = { open: 0, overdue: 0, readUntil: null };

function aRun(verdict: Verdict, hoursAgo: number): KeptRun {
  const { source, baseline, summary } = sampleReport();
  const finishedAt = new Date(now.getTime() - hoursAgo * 3_600_000).toISOString();
  const id = `${verdict} ${hoursAgo}`;
  return { id, org: org.url, finishedAt, source, baseline, summary: { ...summary, verdict } };
}

const baseline = sampleReport().baseline.sha256;

const judged = (...runs: readonly KeptRun[]) => {
  const { status, findings } = orgStatus(org, { runs, alerts, baseline }, now);
  const { verdict, lastGood, isLate, exitCode } = status;
  return {
    verdict,
    lastGood: lastGood?.run ?? null,
    isLate,
    exitCode,
    found: findings.map(({ kind }) => kind),
  };
};

it.each([
  ["in line lately", [aRun("in-line", 1)], ["in-line", "in-line 1", false, 0, []]],
  ["in line just in time", [aRun("in-line", 12)], ["in-line", "in-line 12", false, 0, []]],
  ["in line too long ago", [aRun("in-line", 12.1)], ["in-line", "in-line 12.1", true, 1, ["org-late"]]],
  ["drift", [aRun("drift", 1), aRun("in-line", 7)], ["drift", "drift 1", false, 2, []]],
  ["drift too long ago", [aRun("drift", 30)], ["drift", "drift 30", true, 2, ["org-late"]]],
  [
    "unknown, judged before",
    [aRun("unknown", 1), aRun("in-line", 7)],
    ["unknown", "in-line 7", false, 1, []],
  ],
  [
    "unknown for too long",
    [aRun("unknown", 1), aRun("unknown", 7), aRun("in-line", 13)],
    ["unknown", "in-line 13", true, 1, ["org-late"]],
  ],
  ["never judged", [aRun("unknown", 1)], ["unknown", null, true, 1, ["org-late"]]],
  ["never run", [], [null, null, true, 1, ["org-never-checked"]]],
  [
    "in line in a year",
    [aRun("in-line", -8760), aRun("in-line", 13)],
    ["in-line", "in-line 13", true, 1, ["org-late", "org-run-ahead"]],
  ],
  ["only ahead", [aRun("in-line", -1)], [null, null, true, 1, ["org-never-checked", "org-run-ahead"]]],
  ["a clock a little ahead", [aRun("in-line", -0.05)], ["in-line", "in-line -0.05", false, 0, []]],
] as const)("%s", (_, runs, [verdict, lastGood, isLate, exitCode, found]) => {
  expect(judged(...runs)).toEqual({ verdict, lastGood, isLate, exitCode, found });
});

it("says since when an org is late, and what to do", () => {
  const { status, findings } = orgStatus(org, { runs: [aRun("in-line", 14)], alerts, baseline }, now);
  expect(status.lastGood?.ageMs).toBe(14 * 3_600_000);
  expect(findings).toEqual([
    {
      kind: "org-late",
      org: "acme-prod",
      severity: "high",
      message: "acme-prod is late: it was last judged 14 hours ago, and it is to be checked every 6 hours.",
      remedy:
        "Run plumbline fleet check --org acme-prod with this ledger, and see why it was not run or could not tell.",
    },
  ]);
});

it.each([
  ["in-line", 1],
  ["drift", 2],
] as const)("lets %s count for less where the org is held to another baseline now", (verdict, exitCode) => {
  const { status, findings } = orgStatus(
    org,
    { runs: [aRun(verdict, 1)], alerts, baseline: "cd".repeat(32) },
    now,
  );
  expect(status).toMatchObject({ verdict, isOtherBaseline: true, isLate: false, exitCode });
  expect(findings).toMatchObject([
    {
      kind: "org-other-baseline",
      message: `acme-prod was last judged by another baseline than ${org.baseline} is now.`,
    },
  ]);
});

it("gives a run of a clock ahead no negative age", () => {
  expect(
    orgStatus(org, { runs: [aRun("in-line", -0.05)], alerts, baseline: null }, now).status.lastGood?.ageMs,
  ).toBe(0);
});

it.each([
  [0, "0 seconds"],
  [90.4, "90 seconds"],
  [7 * 60, "7 minutes"],
  [26 * 3600, "26 hours"],
  [3 * 86_400, "3 days"],
])("%d seconds are said as %s", (seconds, words) => {
  expect(roughTime(seconds)).toBe(words);
});
