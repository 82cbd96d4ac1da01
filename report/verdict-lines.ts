import type { PeopleCounts, Report, StackState, Verdict } from "../model/report.ts";
import { severities } from "../model/words.ts";
import { count } from "./count.ts";
import { inertText } from "./inert-text.ts";
import type { Paint, Style } from "./paint.ts";
import { wrapText } from "./wrap-text.ts";

const verdicts: Readonly<
  Record<Verdict, { readonly label: string; readonly style: Style; readonly says: string }>
> = {
  "in-line": { label: "IN LINE", style: "green", says: "is as the baseline says" },
  drift: { label: "DRIFT", style: "red", says: "differs from the baseline" },
  unknown: { label: "UNKNOWN", style: "yellow", says: "could not be judged in full" },
};

/** The answer in three lines, verdict, counts, people, and with a stack one about it. */
export function verdictLines(report: Report, width: number, paint: Paint): string {
  const { label, style, says } = verdicts[report.summary.verdict];
  const sentence = inertText(`${report.org.url} ${says} (${report.baseline.path}).`);
  const hang = label.length + 2;
  return [
    `${paint(style, label)}  ${wrapText(sentence, width, hang).slice(hang)}`,
    wrapText(findingCounts(report), width),
    wrapText(peopleCounts(report.summary.people), width),
    ...(report.stack === undefined ? [] : [wrapText(inertText(stackLine(report.stack, report)), width)]),
  ].join("\n");
}

function findingCounts({ summary, outcomes }: Report): string {
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

function stackLine({ file, status }: StackState, { findings }: Report): string {
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

function peopleCounts(people: PeopleCounts): string {
  const rest = [
    `${people.pending} pending`,
    `${people.suspended} suspended`,
    `${people.deprovisioned ?? "an unknown number"} deactivated`,
    ...(people.gone > 0 ? [`${people.gone} gone during the scan`] : []),
  ];
  return `${count(people.inScope, "person", "people")} can sign in, ${people.examined} examined; ${rest.join(", ")}.`;
}
