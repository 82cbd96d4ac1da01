import type { Finding, Report } from "../model/report.ts";
import type { RenderOptions, Reporter } from "../model/reporter.ts";
import { asideLines } from "./aside-lines.ts";
import { type BlockLayout, causeBlock, type Detail, findingBlock } from "./finding-block.ts";
import { groupByCause } from "./group-by-cause.ts";
import { type FittedSections, fitSections, type Section, sectionOf } from "./text/fit-sections.ts";
import { paintFor } from "./text/paint.ts";
import { verdictLines } from "./verdict-lines.ts";

const screenLines = 40;
const narrowest = 40;
const widest = 120;

/** For a person at a terminal: verdict, causes, then what has none. One screen unless verbose: what to do goes first. */
const pretty: Reporter = {
  name: "pretty",
  description: "for reading in a terminal",
  render: (report, options) => {
    const layout = layoutFor(options);
    const head = verdictLines(report, layout.width, layout.paint);
    const fitted = (detail: Detail, lines: number): FittedSections =>
      fitSections(sectionsOf(report, { ...layout, detail }), lines);
    if (options.verbose) return joined([head, ...fitted("full", Number.POSITIVE_INFINITY).text]);
    const room = screenLines - head.split("\n").length - hint.length;
    const usual = fitted("usual", room);
    if (usual.hidden === 0) return joined([head, ...usual.text]);
    return joined([head, ...fitted("brief", room).text, ...hint]);
  },
};

const hint = ["", "What to do, and everything else: --verbose, or --format json"];

const joined = (parts: readonly string[]): string => `${parts.join("\n")}\n`;

function layoutFor({ color, width }: RenderOptions): Omit<BlockLayout, "detail"> {
  return { indent: 0, width: Math.min(Math.max(width, narrowest), widest), paint: paintFor(color) };
}

function sectionsOf(report: Report, layout: BlockLayout): readonly Section[] {
  const { causes, things, people } = groupByCause(report.findings);
  const unknown = report.findings.filter((finding) => finding.status === "unknown");
  const title = (words: string, amount: number): string => layout.paint("bold", `${words} (${amount})`);
  const asFinding = (finding: Finding): string => findingBlock(finding, layout);
  return [
    sectionOf(title("Root causes", causes.length), causes, (group) => causeBlock(group, layout)),
    sectionOf(title("Other differences", things.length), things, asFinding),
    sectionOf(title("People", people.length), people, asFinding),
    sectionOf(title("Could not be decided", unknown.length), unknown, asFinding),
    sectionOf(layout.paint("bold", "Also"), asideLines(report, layout), (line) => line),
  ];
}

export default pretty;
