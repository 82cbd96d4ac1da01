import { whyMissing } from "../../../checks/runner/missing-slices.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { JudgedFramework } from "../../model/kept-standard.ts";
import type { ReportGap } from "../../model/report.ts";
import type { OrgSnapshot, Slice } from "../../model/snapshot.ts";
import type { FrameworkResult, StandardsReport } from "../../model/standards.ts";
import type { Framework } from "../../standards/contract/framework.ts";
import { judgeByPeople, judgeStandards } from "../../standards/judge-standards.ts";
import { planStandards } from "../../standards/plan-standards.ts";

/** Everything that answers to standards are made of. */
export interface JudgedStandards {
  readonly frameworks: readonly Framework[];
  readonly org: OrgSnapshot;
  readonly now: Date;
  /** The register of exceptions; null: none was given. */
  readonly exemptions: Baseline["exemptions"] | null;
  /** How they came about. */
  readonly circumstances: Pick<
    StandardsReport,
    "tool" | "startedAt" | "finishedAt" | "source" | "asOf" | "cost"
  >;
}

/** The answers of an org to some standards, and what of it was to be read for them and was not. Pure. */
export function standardsReport(input: JudgedStandards): StandardsReport {
  const { frameworks, org, now, exemptions } = input;
  return reportOf(input, judgeStandards(frameworks, org, now, exemptions));
}

/** The same, with the people whom they are about. */
export function judgedReport(input: JudgedStandards): {
  readonly report: StandardsReport;
  readonly judged: readonly JudgedFramework[];
} {
  const { frameworks, org, now, exemptions } = input;
  const judged = judgeByPeople(frameworks, org, now, exemptions);
  const results = judged.map(({ result }) => result);
  return { report: reportOf(input, results), judged };
}

function reportOf(
  { frameworks, org, circumstances }: JudgedStandards,
  results: readonly FrameworkResult[],
): StandardsReport {
  const { tool, startedAt, finishedAt, source, asOf, cost } = circumstances;
  const { slices } = planStandards(frameworks, org.org.engine);
  return {
    schemaVersion: 1,
    tool,
    org: org.org,
    startedAt,
    finishedAt,
    source,
    asOf,
    frameworks: results,
    gaps: gapsOf(org, slices),
    cost,
  };
}

/** Gaps: what was to be read and was not, whole slices that a snapshot does not hold among it. */
function gapsOf(org: OrgSnapshot, planned: ReadonlySet<Slice>): readonly ReportGap[] {
  const known = org.gaps.filter(({ slice }) => planned.has(slice));
  const silent = [...planned].flatMap((slice) => {
    const reason = whyMissing(slice, org);
    const isKnown = reason === null || known.some((gap) => gap.slice === slice);
    return isKnown ? [] : [{ slice, reason, affected: 0 }];
  });
  return [...known.map(({ slice, reason, affected }) => ({ slice, reason, affected })), ...silent];
}
