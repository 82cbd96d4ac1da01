import { toTheMinute } from "../../model/alert-words.ts";
import { inertText } from "../../model/inert-text.ts";
import type { KeptRun, RunChanges } from "../../model/kept-run.ts";
import type { Finding } from "../../model/report.ts";
import { jsonText } from "../text/json-text.ts";
import { openFindings } from "../text/open-findings.ts";
import { wrapText } from "../text/wrap-text.ts";

/** The runs as JSON: `{"runs": [...]}`. */
export const runsAsJson = (runs: readonly KeptRun[]): string => jsonText({ runs });

/** Changes as JSON. */
export const runChangesAsJson = (changes: RunChanges): string => jsonText(changes);

/** One run a line: when, verdict, findings, org, id. */
export function runList(runs: readonly KeptRun[], shortIds: ReadonlyMap<string, string>): string {
  if (runs.length === 0) return "No reports are kept: plumbline check --ledger FILE keeps its report.\n";
  return runs
    .map(({ id, org, finishedAt, summary }) => {
      const verdict = summary.verdict.padEnd(7);
      return inertText(
        `${shortIds.get(id) ?? id}  ${toTheMinute(finishedAt)}  ${verdict}  ${openFindings(summary)}  ${org}`,
      );
    })
    .map((line) => `${line}\n`)
    .join("");
}

/** Changes between two runs, for people. */
export function runChangesText(changes: RunChanges, width: number): string {
  const { org, from, to, verdict, isOtherBaseline } = changes;
  const head = `${org}: ${toTheMinute(from.finishedAt)} (${verdict.from}) to ${toTheMinute(to.finishedAt)} (${verdict.to})`;
  const sections = [
    section("New", changes.appeared, width),
    section("New, of checks that were not judged for certain before", changes.firstJudged, width),
    section("Gone", changes.settled, width),
    section(
      "Not seen any more, of checks that were not judged for certain now: unknown",
      changes.notJudged,
      width,
    ),
    changedSection(changes.changed, width),
  ].filter((text) => text !== "");
  const parts = [
    wrapText(inertText(head), width),
    ...(isOtherBaseline
      ? [wrapText("The baselines differ: what is new may be asked for newly.", width)]
      : []),
    ...(sections.length === 0 ? ["Nothing changed."] : sections),
  ];
  return `${parts.join("\n\n")}\n`;
}

const line = ({ severity, message }: Finding, width: number, more = ""): string =>
  wrapText(inertText(`${severity.padEnd(8)}  ${message}${more}`), width, 2, 12);

function section(title: string, findings: readonly Finding[], width: number): string {
  if (findings.length === 0) return "";
  return [`${title} (${findings.length})`, ...findings.map((finding) => line(finding, width))].join("\n");
}

function changedSection(changed: RunChanges["changed"], width: number): string {
  if (changed.length === 0) return "";
  const was = ({ from, to }: RunChanges["changed"][number]): string =>
    [
      ...(from.status === to.status ? [] : [`${to.status}, was ${from.status}`]),
      ...(from.severity === to.severity ? [] : [`was ${from.severity}`]),
    ].join("; ");
  const lines = changed.map((one) => line(one.to, width, was(one) === "" ? "" : ` (${was(one)})`));
  return [`Changed (${changed.length})`, ...lines].join("\n");
}
