import { join } from "node:path";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { loadBaseline } from "../../policy/load-baseline.ts";
import { runView } from "../../src/answers/run-view/run-view.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeDeviations } from "../../src/emulator/acme/acme-deviations.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import type { Report } from "../../src/model/report.ts";
import type { RunView } from "../../src/model/run-view.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import { sampleReport } from "./sample-report.ts";
import { snapshotOfState } from "./snapshot-of-state.ts";

const now = new Date("2026-11-23T10:00:00.000Z");

/** A judged org, with all that a reporter is given. */
export interface JudgedOrg {
  readonly baseline: Baseline;
  readonly org: OrgSnapshot;
  readonly now: Date;
  readonly report: Report;
  readonly view: RunView;
}

/** Judges an org by a baseline with every check that needs no stack. */
export async function judgeOrg(baseline: Baseline, org: OrgSnapshot): Promise<JudgedOrg> {
  const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
  const report = sampleReport([], { org: org.org, ...evaluate({ checks, baseline, org, now }) });
  return { baseline, org, now, report, view: runView({ baseline, org, now, report }) };
}

/** Acme after the things that the demo shows. */
export async function judgedAcme(): Promise<JudgedOrg> {
  const { baseline } = await loadBaseline(join(import.meta.dirname, "../../policy/baseline.yaml"));
  const state = acmeDeviations.reduce((before, { apply }) => apply(before), acmeState(now));
  return judgeOrg(baseline, snapshotOfState(state, now));
}
