import { toTheMinute } from "../../model/alert-words.ts";
import { inertText } from "../../model/inert-text.ts";
import type { Report, Verdict } from "../../model/report.ts";
import { displayWidth } from "../text/display-width.ts";
import type { Paint, Style } from "../text/paint.ts";
import { findingCounts, peopleCounts, remarksOn, verdictWords } from "../text/verdict-words.ts";
import { wrapText } from "../text/wrap-text.ts";

const styles: Readonly<Record<Verdict, Style>> = { "in-line": "green", drift: "red", unknown: "yellow" };

/** The answer in three lines: verdict and as of when, people, findings; with a stack one about it. */
export function headLines(report: Report, width: number, paint: Paint): string {
  const { people } = report.summary;
  return [
    ...verdictLines(report, width, paint),
    wrapText(peopleCounts(people), width),
    wrapText(findingCounts(report), width),
    ...remarksOn(report).map((remark) => wrapText(inertText(remark), width)),
  ].join("\n");
}

/** The time stands at the right, or on a line of its own where there is no room. */
function verdictLines(report: Report, width: number, paint: Paint): readonly string[] {
  const { label, says } = verdictWords[report.summary.verdict];
  const hang = label.length + 2;
  const text = inertText(`${report.org.url} ${says(report.baseline.path)}`);
  const asOf = `as of ${toTheMinute(report.asOf ?? report.finishedAt)}`;
  const sentence = wrapText(text, width, hang).slice(hang);
  const painted = `${paint(styles[report.summary.verdict], label)}  ${sentence}`;
  const room = width - hang - displayWidth(sentence);
  return !sentence.includes("\n") && room >= asOf.length + 2
    ? [`${painted}${paint("dim", asOf.padStart(room))}`]
    : [painted, paint("dim", `${" ".repeat(hang)}${asOf}`)];
}
