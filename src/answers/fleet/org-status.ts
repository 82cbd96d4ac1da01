import { unbelievableSkewSeconds } from "../../model/clock-skew.ts";
import type { FleetOrg } from "../../model/fleet.ts";
import type { AlertCounts, FleetFinding, OrgStatus } from "../../model/fleet-status.ts";
import type { KeptRun } from "../../model/kept-run.ts";
import { roughTime } from "../../model/rough-time.ts";

/** An answer that is older than so many times the time between checks is none any more. */
const latestAfter = 2;

/** Knowledge of the ledger about an org. */
export interface RememberedOrg {
  /** Latest first. */
  readonly runs: readonly KeptRun[];
  readonly alerts: AlertCounts;
  /** SHA-256 of the baseline that it is held to now, with all that it extends; null where that cannot be read. */
  readonly baseline: string | null;
}

/**
 * How an org stands by its kept runs, and what is wrong with them. Pure. A run that is dated later than now never counts:
 * it would not age.
 */
export function orgStatus(
  org: FleetOrg,
  { runs, alerts, baseline }: RememberedOrg,
  now: Date,
): { readonly status: OrgStatus; readonly findings: readonly FleetFinding[] } {
  const ageOf = ({ finishedAt }: KeptRun): number => now.getTime() - Date.parse(finishedAt);
  const past = runs.filter((run) => ageOf(run) >= -unbelievableSkewSeconds * 1000);
  const latest = past[0] ?? null;
  const good = past.find(({ summary }) => summary.verdict !== "unknown");
  const lastGood =
    good === undefined ? null : { run: good.id, at: good.finishedAt, ageMs: Math.max(0, ageOf(good)) };
  const isLate = lastGood === null || lastGood.ageMs > latestAfter * org.everyMs;
  const { name, url, tags, owner, everyMs } = org;
  const verdict = latest?.summary.verdict ?? null;
  const isOtherBaseline = latest === null || baseline === null ? null : latest.baseline.sha256 !== baseline;
  // In line with what was asked once says nothing of what is asked now.
  const isGood = verdict === "in-line" && !isLate && isOtherBaseline !== true;
  const status: OrgStatus = {
    ...{ name, url, tags, owner, everyMs, verdict, latest, lastGood, isLate, isOtherBaseline, alerts },
    exitCode: verdict === "drift" ? 2 : isGood ? 0 : 1,
  };
  const findings = [
    ...lateness(status),
    ...otherBaseline(status, org),
    ...runsAhead(org, runs.length - past.length),
  ];
  return { status, findings };
}

function* otherBaseline(
  { name, isOtherBaseline }: OrgStatus,
  { baseline }: FleetOrg,
): Iterable<FleetFinding> {
  if (isOtherBaseline !== true) return;
  yield {
    kind: "org-other-baseline",
    org: name,
    severity: "medium",
    message: `${name} was last judged by another baseline than ${baseline} is now.`,
    remedy: `Run plumbline fleet check --org ${name} with this ledger.`,
  };
}

function* lateness({ name, latest, lastGood, isLate, everyMs }: OrgStatus): Iterable<FleetFinding> {
  if (!isLate) return;
  const finding = { org: name, severity: "high" } as const;
  const every = `it is to be checked every ${roughTime(everyMs / 1000)}`;
  if (latest === null) {
    yield {
      ...finding,
      kind: "org-never-checked",
      message: `${name} was never checked, and ${every}.`,
      remedy: `Run plumbline fleet check --org ${name} with this ledger.`,
    };
    return;
  }
  const since =
    lastGood === null
      ? "no kept run could tell how it stands"
      : `it was last judged ${roughTime(lastGood.ageMs / 1000)} ago`;
  yield {
    ...finding,
    kind: "org-late",
    message: `${name} is late: ${since}, and ${every}.`,
    remedy: `Run plumbline fleet check --org ${name} with this ledger, and see why it was not run or could not tell.`,
  };
}

function* runsAhead({ name }: FleetOrg, amount: number): Iterable<FleetFinding> {
  if (amount === 0) return;
  yield {
    kind: "org-run-ahead",
    org: name,
    severity: "medium",
    message: `${name} has kept runs that are dated later than now (${amount}): they do not count.`,
    remedy: "Set the clocks of this machine and of the one that ran them.",
  };
}
