import { inertText } from "../../model/inert-text.ts";
import type {
  FrameworkResult,
  RequirementResult,
  StandardStatus,
  StandardsRenderOptions,
  StandardsReporter,
  StandardVerdict,
} from "../../model/standards.ts";
import { type Paint, paintFor, type Style } from "../text/paint.ts";
import { wrapText } from "../text/wrap-text.ts";
import { countsWords, statusWords } from "./standards-words.ts";

const styles: Readonly<Record<StandardStatus, Style>> = {
  pass: "green",
  open: "red",
  not_reviewed: "yellow",
};

interface Layout extends StandardsRenderOptions {
  readonly paint: Paint;
}

/** For reading in a terminal: each standard, each requirement with both answers. */
export default {
  name: "pretty",
  description: "for reading in a terminal",
  render: (report, options) => {
    const layout = { ...options, paint: paintFor(options.color) };
    const from = report.source === "live" ? "the live org" : "a snapshot";
    const gaps = report.gaps.map(({ slice, reason }) =>
      line(`not read: ${slice}: ${reason}`, layout, { indent: 0, hang: 2 }),
    );
    return `${[
      line(`${report.org.url}, read from ${from} as of ${report.asOf}`, layout, { indent: 0, hang: 2 }),
      ...gaps,
      ...report.frameworks.flatMap((one) => frameworkLines(one, layout)),
    ].join("\n")}\n`;
  },
} satisfies StandardsReporter;

const line = (
  text: string,
  { width }: Layout,
  at: { readonly indent: number; readonly hang: number },
): string => wrapText(inertText(text), width, at.indent, at.hang);

function frameworkLines(framework: FrameworkResult, layout: Layout): readonly string[] {
  const { title, version, published, counts, requirements } = framework;
  return [
    "",
    layout.paint("bold", wrapText(`${title} ${version} (${published})`, layout.width)),
    line(countsWords(counts), layout, { indent: 0, hang: 0 }),
    ...requirements.flatMap((one) => requirementLines(one, layout)),
  ];
}

function requirementLines(requirement: RequirementResult, layout: Layout): readonly string[] {
  const { id, aliases, title, severity, status, asTheStandardChecks, asItHoldsForPeople } = requirement;
  const ids = [id, ...aliases].join(" ");
  const word = statusWords[status];
  const head = line(`${word}  ${ids} (${severity}): ${title}`, layout, { indent: 0, hang: 2 });
  const painted = layout.paint(styles[status], word);
  return [
    "",
    `${painted}${head.slice(word.length)}`,
    ...verdictLines("as the standard checks it", asTheStandardChecks, layout),
    ...verdictLines("as it holds for people", asItHoldsForPeople, layout),
  ];
}

const shownEvidence = 5;

function verdictLines(
  label: string,
  { status, reason, evidence }: StandardVerdict,
  layout: Layout,
): readonly string[] {
  const isShown = layout.verbose || status !== "pass";
  const shown = isShown ? evidence.slice(0, layout.verbose ? evidence.length : shownEvidence) : [];
  const more = isShown ? evidence.length - shown.length : 0;
  return [
    line(`${label}: ${statusWords[status]}: ${reason}`, layout, { indent: 2, hang: 4 }),
    ...shown.map(({ path, name, field, value }) =>
      line(`${name}: ${field} = ${value} (${path})`, layout, { indent: 4, hang: 6 }),
    ),
    ...(more > 0 ? [line(`and ${more} more`, layout, { indent: 4, hang: 6 })] : []),
  ];
}
