import { toTheMinute } from "../model/alert-words.ts";
import type { Report, Verdict } from "../model/report.ts";
import type { Reporter } from "../model/reporter.ts";
import { markdownCode, markdownText } from "./escape/markdown-text.ts";
import { clipText } from "./markdown/clip-text.ts";
import { fitComment } from "./markdown/fit-comment.ts";
import { type Caps, markdownSections, sourceOf } from "./markdown/markdown-sections.ts";
import { findingCounts, peopleCounts, remarksOn, verdictWords } from "./text/verdict-words.ts";

/** Tried in turn, until all fits; with the last one nothing but headings and counts is left. */
const caps: readonly Caps[] = [1000, 500, 200, 100, 50, 20, 10, 5, 2, 0].map((size) => ({
  entries: size,
  people: size,
}));

const icons: Readonly<Record<Verdict, string>> = { "in-line": "✅", drift: "❌", unknown: "❓" };

/**
 * A comment on a pull request, an issue or a job's summary. Its first line says which comment it is, so that whoever posts
 * it can find the one before and replace it.
 */
const markdown: Reporter = {
  name: "markdown",
  description: "a comment for a pull request, an issue or a job's summary on GitHub",
  render: (report, options) => {
    const source = sourceOf(report, options);
    const head = headOf(report);
    const foot = footOf(report);
    const laidOut = (cap: Caps): string =>
      `${[marker(report), ...head, ...markdownSections(source, cap), foot].join("\n\n")}\n`;
    return fitComment(caps, { entries: 0, people: 0 }, laidOut);
  },
};

/** The same for every report on this org and baseline, and never the end of the comment that it is. */
function marker({ org, baseline }: Report): string {
  const plain = (text: string): string =>
    clipText(text, 200)
      .replace(/[^\w./:-]/g, "_")
      .replace(/--+/g, "-");
  return `<!-- plumbline check: ${plain(org.url)} ${plain(baseline.path)} -->`;
}

function headOf(report: Report): readonly string[] {
  const { verdict, people } = report.summary;
  const { label, says } = verdictWords[verdict];
  const org = markdownText(clipText(report.org.url, 200));
  return [
    `## ${icons[verdict]} Plumbline: ${label}`,
    `${org} ${says(markdownCode(clipText(report.baseline.path, 200)))}.`,
    `${findingCounts(report)} ${peopleCounts(people)}`,
    ...remarksOn(report).map((remark) => markdownText(clipText(remark, 400))),
  ];
}

function footOf({ finishedAt, asOf = finishedAt, tool, source }: Report): string {
  const from = source === "live" ? "the live org" : "a snapshot";
  return `<sub>Read from ${from}, as of ${toTheMinute(asOf)}, by Plumbline ${tool.version}.</sub>`;
}

export default markdown;
