import type { Report } from "../model/report.ts";
import type { RenderOptions, Reporter } from "../model/reporter.ts";
import { asideLines } from "./pretty/aside-lines.ts";
import { headLines } from "./pretty/head-lines.ts";
import type { BlockLayout, Detail } from "./pretty/layout.ts";
import { nextLines } from "./pretty/next-lines.ts";
import { requirementLines, requirementTitle } from "./pretty/requirement-lines.ts";
import { topicBlock } from "./pretty/topic-block.ts";
import { type FittedSections, fitSections, type Section, sectionOf } from "./text/fit-sections.ts";
import { paintFor } from "./text/paint.ts";
import { alikeOf, type Topic, topicsOf } from "./text/topics.ts";

const narrowest = 40;
const widest = 120;
/** In fewer lines nothing can be said. */
const lowest = 24;
/** Lines where there is no screen to fit. */
const unbounded = 120;

/**
 * For a person at a terminal: verdict, requirements, causes with who and what to do, people, what to run next. It fits
 * the terminal unless verbose: what to do goes first, then what is least severe; who did it stays.
 */
const pretty: Reporter = {
  name: "pretty",
  description: "for reading in a terminal",
  render: (report, options) => {
    const source = sourceOf(report, options);
    const { layout } = source;
    const head = headLines(report, layout.width, layout.paint);
    if (options.verbose)
      return joined([head, ...fitted(source, () => "full", Number.POSITIVE_INFINITY).text]);
    const next = nextSection(source, options);
    const screen = Math.max((options.height ?? unbounded) - 1, lowest);
    return joined([head, ...fullest(source, screen - linesIn([head, ...next])).text, ...next]);
  },
};

const joined = (parts: readonly string[]): string => `${parts.join("\n")}\n`;
const linesIn = (parts: readonly string[]): number => parts.join("\n").split("\n").length;

/** Source that all of a report is laid out from. */
interface Source {
  readonly report: Report;
  readonly layout: BlockLayout;
  /** The open ones, the worst first. */
  readonly topics: readonly Topic[];
  /** Root causes, and what neither explains another nor has a cause. */
  readonly causes: readonly Topic[];
  /** People who lack something of which no cause was found. */
  readonly people: readonly Topic[];
  readonly undecided: readonly Topic[];
}

function sourceOf(report: Report, { color, width, verbose }: RenderOptions): Source {
  const alike = verbose ? "none" : "sentence";
  const topics = topicsOf(report.findings, alike);
  const isPerson = ({ kind, findings }: Topic): boolean =>
    kind === "finding" && findings[0].subject.type === "user";
  return {
    report,
    layout: {
      indent: 0,
      width: Math.min(Math.max(width, narrowest), widest),
      paint: paintFor(color),
      detail: verbose ? "full" : "usual",
    },
    topics,
    causes: topics.filter((topic) => !isPerson(topic)),
    people: topics.filter(isPerson),
    undecided: alikeOf(
      report.findings.filter(({ status }) => status === "unknown"),
      alike,
    ),
  };
}

type DetailOf = (topic: Topic) => Detail;

function fitted(source: Source, detailOf: DetailOf, lines: number): FittedSections {
  const { report, layout, causes, people, undecided } = source;
  const title = (words: string): string => layout.paint("bold", words);
  const block = (topic: Topic): string => topicBlock(topic, { ...layout, detail: detailOf(topic) });
  const topics = (words: string, those: readonly Topic[]): Section =>
    sectionOf(title(`${words} (${those.length})`), those, block);
  const asIs = (line: string): string => line;
  return fitSections(
    [
      sectionOf(title(requirementTitle(report)), requirementLines(report, layout), asIs),
      topics("Causes and differences", causes),
      topics("People", people),
      topics("Could not be decided", undecided),
      sectionOf(title("Also"), asideLines(report, layout), asIs),
    ],
    lines,
  );
}

/** Gives remedies for as many as there is room for, the worst first; for all shown where not all are. */
function fullest(source: Source, lines: number): FittedSections {
  const all = [...source.topics, ...source.undecided];
  for (let fixes = all.length; fixes >= 0 && all.length <= lines; fixes -= 1) {
    const chosen = new Set(all.slice(0, fixes));
    const whole = fitted(source, (topic) => (chosen.has(topic) ? "usual" : "brief"), lines);
    if (whole.hidden === 0) return whole;
  }
  const worst = fitted(source, () => "usual", lines);
  return linesIn(worst.text) <= lines ? worst : fitted(source, () => "brief", lines);
}

function nextSection({ report, layout, topics }: Source, { again }: RenderOptions): readonly string[] {
  if (again === undefined || report.summary.verdict === "in-line") return [];
  const commands = nextLines(topics, again).map((line) => `  ${line}`);
  return ["", layout.paint("bold", "Next"), ...commands];
}

export default pretty;
