import type { Judgement } from "../../src/evaluator/judgement.ts";
import type {
  CheckOutcome,
  Finding,
  PeopleCounts,
  ReportGap,
  Summary,
  Verdict,
} from "../../src/model/report.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import type { Severity } from "../../src/model/words.ts";
import type { Check } from "../contract/check.ts";

/** Counts of a summary. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly judged: readonly {
    readonly check: Check;
    readonly outcome: CheckOutcome;
    readonly hadSomething: boolean;
    readonly uncertainties: readonly string[];
  }[];
  readonly gaps: readonly ReportGap[];
  readonly org: OrgSnapshot;
  /** People who were gone on re-reading. */
  readonly gone: number;
  readonly judgement: Judgement;
}

const count = (findings: readonly Finding[], status: Finding["status"]): number =>
  findings.filter((finding) => finding.status === status).length;

function bySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const open = findings.filter((finding) => finding.status === "open");
  const of = (severity: Severity) => open.filter((finding) => finding.severity === severity).length;
  return { critical: of("critical"), high: of("high"), medium: of("medium"), low: of("low") };
}

function verdictOf({ findings, gaps, judged }: Judged): Verdict {
  if (count(findings, "open") > 0) return "drift";
  const inLine =
    judged.some(({ hadSomething }) => hadSomething) &&
    gaps.length === 0 &&
    count(findings, "unknown") === 0 &&
    judged.every(({ outcome }) => outcome.status === "in-line");
  return inLine ? "in-line" : "unknown";
}

const nobodyRead: PeopleCounts = {
  inScope: null,
  examined: null,
  pending: null,
  suspended: null,
  deprovisioned: null,
  gone: null,
};

const isOfPeople = (check: Check): boolean => check.about === "people";

function countPeople({ findings, judged, org, gone, judgement }: Judged): PeopleCounts {
  if (org.slices.users === undefined) return nobodyRead;
  const { inScope, pending, suspended } = judgement.people;
  const undecided = new Set(
    findings.flatMap(({ status, subject }) =>
      status === "unknown" && subject.type === "user" ? (subject.id ?? []) : [],
    ),
  );
  const ofPeople = judged.filter(({ check, hadSomething }) => isOfPeople(check) && hadSomething);
  // A check of people that could not judge a part of the org does not say whom that leaves out.
  const blind = ofPeople.some(({ uncertainties }) => uncertainties.length > 0);
  const wereAsked = ofPeople.length > 0 && !blind;
  return {
    inScope: inScope.length,
    examined: wereAsked ? inScope.filter(({ id }) => !undecided.has(id)).length : 0,
    pending: pending.length,
    suspended: suspended.length,
    deprovisioned: org.slices.users.deprovisioned,
    gone,
  };
}

/** The verdict and the counts that head a report. Anything that could not be told keeps it from being in line. */
export function summarise(judged: Judged): Summary {
  const { findings } = judged;
  return {
    verdict: verdictOf(judged),
    findings: count(findings, "open"),
    exempted: count(findings, "exempted"),
    unknown: count(findings, "unknown"),
    pending: count(findings, "pending"),
    checks: judged.judged.filter(({ hadSomething }) => hadSomething).length,
    bySeverity: bySeverity(findings),
    people: countPeople(judged),
  };
}
