import type { Finding, Report } from "../model/report.ts";
import type { RenderOptions, Reporter } from "../model/reporter.ts";
import { asideLines } from "./aside-lines.ts";
import { type BlockLayout, causeBlock, findingBlock } from "./finding-block.ts";
import { fitSections, type Section, sectionOf } from "./fit-sections.ts";
import { groupByCause } from "./group-by-cause.ts";
import { paintFor } from "./paint.ts";
import { verdictLines } from "./verdict-lines.ts";

const screenLines = 40;
const narrowest = 40;
const widest = 120;

/** For a person at a terminal: the verdict, then causes, then what has none; one screen unless verbose. */
const pretty: Reporter = {
  name: "pretty",
  description: "for reading in a terminal",
  render: (report, options) => {
    const layout = layoutFor(options);
    const head = verdictLines(report, layout.width, layout.paint);
    const room = options.verbose ? Number.POSITIVE_INFINITY : screenLines - head.split("\n").length - 2;
    const body = fitSections(sectionsOf(report, layout), room);
    const hint = body.hidden > 0 ? ["", "Everything: --verbose, or --format json"] : [];
    return `${[head, ...body.text, ...hint].join("\n")}\n`;
  },
};

function layoutFor({ color, width, verbose }: RenderOptions): BlockLayout {
  return { indent: 0, width: Math.min(Math.max(width, narrowest), widest), paint: paintFor(color), verbose };
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
