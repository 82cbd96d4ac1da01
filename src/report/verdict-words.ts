import type { PeopleCounts, Report, StackState, Verdict } from "../model/report.ts";
import { severities } from "../model/words.ts";
import { count } from "./text/count.ts";

/** The verdict as a label, and what it says of an org. */
export const verdictWords: Readonly<Record<Verdict, { readonly label: string; readonly says: string }>> = {
  "in-line": { label: "IN LINE", says: "is as the baseline says" },
  drift: { label: "DRIFT", says: "differs from the baseline" },
  unknown: { label: "UNKNOWN", says: "could not be judged in full" },
};

/** `18 checks; 3 open findings: 2 high, 1 medium.` */
export function findingCounts({ summary, outcomes }: Report): string {
  const bySeverity = severities
    .filter((severity) => summary.bySeverity[severity] > 0)
    .map((severity) => `${summary.bySeverity[severity]} ${severity}`);
  const open =
    summary.findings === 0
      ? "no open finding"
      : `${count(summary.findings, "open finding")}: ${bySeverity.join(", ")}`;
  const undecided = outcomes.filter((outcome) => outcome.status === "unknown").length;
  const checks = `${count(outcomes.length, "check")}${undecided > 0 ? `, ${undecided} of them undecided` : ""}`;
  return `${checks}; ${open}.`;
}

/** What the stack last applied, in a sentence. */
export function stackWords({ file, status }: StackState, { findings }: Report): string {
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

/** `437 people can sign in, 437 examined; 2 pending, …` */
export function peopleCounts(people: PeopleCounts): string {
  const rest = [
    `${people.pending} pending`,
    `${people.suspended} suspended`,
    `${people.deprovisioned ?? "an unknown number"} deactivated`,
    ...(people.gone > 0 ? [`${people.gone} gone during the scan`] : []),
  ];
  return `${count(people.inScope, "person", "people")} can sign in, ${people.examined} examined; ${rest.join(", ")}.`;
}
