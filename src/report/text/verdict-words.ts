import { toTheMinute } from "../../model/alert-words.ts";
import { type ClockSkew, skewWords } from "../../model/clock-skew.ts";
import type { ProofSummary } from "../../model/proof.ts";
import type { PeopleCounts, Report, StackState, Verdict } from "../../model/report.ts";
import type { VerifiedSignIns } from "../../model/simulation.ts";
import { severities } from "../../model/words.ts";
import { count } from "./count.ts";

interface VerdictWords {
  readonly label: string;
  /** Describes the org. @param baseline the baseline's path, made inert already where that is needed */
  says(baseline: string): string;
}

/** The verdict as a label, and what it says of an org. */
export const verdictWords: Readonly<Record<Verdict, VerdictWords>> = {
  "in-line": { label: "IN LINE", says: (baseline) => `is as ${baseline} says` },
  drift: { label: "DRIFT", says: (baseline) => `departs from ${baseline}` },
  unknown: { label: "UNKNOWN", says: (baseline) => `could not be judged in full by ${baseline}` },
};

/** `18 checks; 3 open findings: 2 high, 1 medium; 6 pending, 1 exempted.` */
export function findingCounts({ summary, outcomes }: Report): string {
  if (summary.checks === 0) return "Nothing was judged: the baseline gave the checks nothing to compare.";
  const bySeverity = severities
    .filter((severity) => summary.bySeverity[severity] > 0)
    .map((severity) => `${summary.bySeverity[severity]} ${severity}`);
  const open =
    summary.findings === 0
      ? "no open finding"
      : `${count(summary.findings, "open finding")}: ${bySeverity.join(", ")}`;
  const undecided = outcomes.filter((outcome) => outcome.status === "unknown").length;
  const checks = `${count(summary.checks, "check")}${undecided > 0 ? `, ${undecided} of them undecided` : ""}`;
  const others = (["unknown", "pending", "exempted"] as const)
    .filter((status) => summary[status] > 0)
    .map((status) => `${summary[status]} ${status}`);
  return `${[checks, open, ...(others.length > 0 ? [others.join(", ")] : [])].join("; ")}.`;
}

/** Says what the stack last applied, in a sentence. */
function stackWords({ file, status }: StackState, { findings }: Report): string {
  switch (status) {
    case "applied":
      return `The stack (${file}) last applied this very baseline.`;
    case "not applied yet": {
      const waiting = findings.filter(({ changedBy }) => changedBy?.status === "not applied yet").length;
      return `The stack (${file}) has not applied this baseline yet: ${waiting} of the open findings ${waiting === 1 ? "waits" : "wait"} for it.`;
    }
    case "unknown":
      return `The stack (${file}) does not say which baseline it last applied.`;
  }
}

/** Remarks to know before anything of a report: about the clock, the stack, and what was remembered. */
export function remarksOn(report: Report): readonly string[] {
  const { clock, stack } = report;
  const { proof, verified } = report.summary;
  return [
    ...(clock === undefined ? [] : [clockWords(clock)]),
    ...(stack === undefined ? [] : [stackWords(stack, report)]),
    ...(proof === undefined ? [] : [proofWords(proof)]),
    ...(verified === undefined ? [] : [verifiedWords(verified)]),
  ];
}

const verifiedWords = ({ wanted, asked, agreed }: VerifiedSignIns): string =>
  `Okta's own simulation answered for ${asked} of ${wanted} sampled sign-ins, for ${agreed === asked ? "all of them" : `${agreed} of them`} with the rules that are found here.`;

/** `0.75 %`; a share that is not 0 never reads as 0. */
const percent = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;

/** Says how far memory stood for reading, and how far it can be trusted. */
function proofWords({ reused, read, oldest, sampled, silentChanges, silentRateBelow }: ProofSummary): string {
  const since = reused > 0 && oldest !== null ? ` (the oldest of ${oldest.slice(0, 10)})` : "";
  const known = `Enrolments of ${count(read, "person", "people")} were read now, of ${reused} earlier${since}`;
  if (silentRateBelow === null) return `${known}.`;
  const changed = silentChanges === 0 ? "none" : `${silentChanges}`;
  // From three people nothing follows about the others.
  const bound =
    silentRateBelow < 1 ? `: less than ${percent(silentRateBelow)} of people, with 95 % confidence` : "";
  return `${known}; of ${sampled} read again to compare ${changed} had changed without an event${bound}.`;
}

const clockWords = ({ skewSeconds, judgedAt }: ClockSkew): string =>
  `Judged as of ${toTheMinute(judgedAt)}, Okta's time: ${skewWords(skewSeconds)}.`;

/** An amount of people, of whom it may not be known how many they are. */
export const inWords = (amount: number | null): string =>
  amount === null ? "an unknown number" : String(amount);

/** `437 people can sign in, 437 judged; 2 staged or provisioned, …`; who was not read is no number. */
export function peopleCounts(people: PeopleCounts): string {
  if (people.inScope === null) return "People were not read.";
  const rest = [
    `${inWords(people.pending)} staged or provisioned`,
    `${inWords(people.suspended)} suspended`,
    `${inWords(people.deprovisioned)} deactivated`,
    ...(people.gone === 0 ? [] : [`${inWords(people.gone)} gone during the scan`]),
  ];
  return `${count(people.inScope, "person", "people")} can sign in, ${people.examined === 0 ? "none" : inWords(people.examined)} judged; ${rest.join(", ")}.`;
}
