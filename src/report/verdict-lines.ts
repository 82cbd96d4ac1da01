import { inertText } from "../model/inert-text.ts";
import type { Report, Verdict } from "../model/report.ts";
import type { Paint, Style } from "./text/paint.ts";
import { wrapText } from "./text/wrap-text.ts";
import { findingCounts, peopleCounts, stackWords, verdictWords } from "./verdict-words.ts";

const styles: Readonly<Record<Verdict, Style>> = { "in-line": "green", drift: "red", unknown: "yellow" };

/** The answer in three lines, verdict, counts, people, and with a stack one about it. */
export function verdictLines(report: Report, width: number, paint: Paint): string {
  const { verdict } = report.summary;
  const { label, says } = verdictWords[verdict];
  const sentence = inertText(`${report.org.url} ${says} (${report.baseline.path}).`);
  const hang = label.length + 2;
  return [
    `${paint(styles[verdict], label)}  ${wrapText(sentence, width, hang).slice(hang)}`,
    wrapText(findingCounts(report), width),
    wrapText(peopleCounts(report.summary.people), width),
    ...(report.stack === undefined ? [] : [wrapText(inertText(stackWords(report.stack, report)), width)]),
  ].join("\n");
}
