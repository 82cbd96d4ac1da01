import { inertText } from "../model/inert-text.ts";
import type { Finding } from "../model/report.ts";
import type { Severity } from "../model/words.ts";
import type { CauseGroup } from "./group-by-cause.ts";
import { changedByWords } from "./text/changed-by-words.ts";
import { count } from "./text/count.ts";
import type { Paint, Style } from "./text/paint.ts";
import { valueWords } from "./text/value-words.ts";
import { wrapText } from "./text/wrap-text.ts";

/** `brief`: what is wrong. `usual`: and what to do. `full`: everything, every person named. */
export type Detail = "brief" | "usual" | "full";

/** How a block of lines is to be laid out. */
export interface BlockLayout {
  readonly width: number;
  /** Columns before everything. */
  readonly indent: number;
  readonly paint: Paint;
  readonly detail: Detail;
}

const severityStyles: Readonly<Record<Severity, Style>> = {
  critical: "magenta",
  high: "red",
  medium: "yellow",
  low: "dim",
};

const severityColumn = 2;
const textColumn = 12;
const peopleNamed = 3;

/** One finding: severity, sentence and check; then what to do about it; then what was wanted, what is, and the path. */
export function findingBlock(finding: Finding, layout: BlockLayout): string {
  const { paint, indent, detail } = layout;
  const severity = finding.severity.padEnd(textColumn - severityColumn);
  const sentence = wrapped(`${finding.message} (${finding.check})`, layout).slice(indent + textColumn);
  return [
    `${" ".repeat(indent + severityColumn)}${paint(severityStyles[finding.severity], severity)}${sentence}`,
    ...(detail === "brief" ? [] : details(finding, layout)),
    ...(detail === "full" ? facts(finding, layout) : []),
  ].join("\n");
}

function details({ changedBy, remedy }: Finding, layout: BlockLayout): readonly string[] {
  const who = changedBy === null ? null : changedByWords(changedBy);
  return [...(who === null ? [] : [`who: ${who}`]), `fix: ${remedy}`].map((line) =>
    layout.paint("dim", wrapped(line, layout)),
  );
}

/** A finding that explains others, with how many people it explains, in full detail each of them. */
export function causeBlock(group: CauseGroup, layout: BlockLayout): string {
  const inner = { ...layout, indent: layout.indent + severityColumn };
  return [
    findingBlock(group.cause, layout),
    wrapped(explains(group, layout.detail), layout),
    ...(layout.detail === "full" ? group.explained.map((finding) => findingBlock(finding, inner)) : []),
  ].join("\n");
}

function wrapped(text: string, { width, indent }: BlockLayout, hang = 0): string {
  return wrapText(inertText(text), width, indent + textColumn, indent + textColumn + hang);
}

function explains({ explained, people }: CauseGroup, detail: Detail): string {
  const others = explained.filter((finding) => finding.subject.type !== "user").length;
  const named = detail === "full" ? "" : ` (${nameSome(people, detail)})`;
  const parts = [
    ...(people.length > 0 ? [`${count(people.length, "person", "people")}${named}`] : []),
    ...(others > 0 ? [count(others, "other finding")] : []),
  ];
  return `explains ${parts.join(" and ")}`;
}

/** The first few names, in full detail all of them. */
export function nameSome(names: readonly string[], detail: Detail): string {
  if (detail === "full" || names.length <= peopleNamed + 1) return names.join(", ");
  return `${names.slice(0, peopleNamed).join(", ")} and ${names.length - peopleNamed} more`;
}

function facts(finding: Finding, layout: BlockLayout): readonly string[] {
  const lines = [
    ...(finding.expected === null ? [] : [`expected: ${valueWords(finding.expected)}`]),
    ...(finding.actual === null ? [] : [`actual: ${valueWords(finding.actual)}`]),
    ...(finding.path ?? []).map(
      (step) => `tried ${step.policy}: ${appliesWords[step.applies]}, ${step.reason}`,
    ),
  ];
  return lines.map((line) => layout.paint("dim", wrapped(line, layout, 2)));
}

const appliesWords = { yes: "applies", no: "does not apply", maybe: "may apply" } as const;
