import type { Finding, Report } from "../../model/report.ts";
import type { RenderOptions } from "../../model/reporter.ts";
import { markdownCode, markdownText } from "../escape/markdown-text.ts";
import { type CauseGroup, type GroupedFindings, groupByCause } from "../group-by-cause.ts";
import { baselinePlace } from "../text/baseline-place.ts";
import { changedByWords } from "../text/changed-by-words.ts";
import { count } from "../text/count.ts";
import { clipText } from "./clip-text.ts";
import { details, leftOut, table } from "./markdown-parts.ts";

/** How much of each list is shown. */
export interface Caps {
  /** Findings, gaps and the like in one list. */
  readonly entries: number;
  /** People named under one cause. */
  readonly people: number;
}

/** What all of a comment is made from; grouped once, however often it is laid out. */
export interface Source {
  readonly report: Report;
  readonly options: RenderOptions;
  readonly grouped: GroupedFindings;
}

/** Groups a report's findings for a comment. */
export function sourceOf(report: Report, options: RenderOptions): Source {
  return { report, options, grouped: groupByCause(report.findings) };
}

const longestSentence = 600;
const longestName = 200;

const sentence = (text: string): string => markdownText(clipText(text, longestSentence));
const name = (text: string): string => markdownCode(clipText(text, longestName));

/** The lists of a comment, each with a heading, in the order in which they are to be read. */
export function markdownSections(source: Source, caps: Caps): readonly string[] {
  const { report, grouped } = source;
  const withStatus = (status: Finding["status"]) =>
    report.findings.filter((finding) => finding.status === status);
  const undecided = report.outcomes.filter(({ status }) => status === "unknown");
  return [
    section("Root causes", grouped.causes, caps, (group) => causeEntry(group, source, caps)),
    section("Other differences", grouped.things, caps, (finding) => findingEntry(finding, source)),
    folded("People", grouped.people, caps, peopleTable),
    section(
      "Not read",
      report.gaps,
      caps,
      ({ slice, reason, affected }) =>
        `- ${slice}${affected > 0 ? ` (${affected} affected)` : ""}: ${sentence(reason)}`,
    ),
    section(
      "Undecided checks",
      undecided,
      caps,
      ({ check, reason }) => `- ${name(check)}: ${sentence(reason ?? "it could not be decided")}`,
    ),
    folded("Could not be decided", withStatus("unknown"), caps, peopleTable),
    folded("Pending, not due yet", withStatus("pending"), caps, peopleTable),
    folded("Exempted", withStatus("exempted"), caps, exemptionTable),
  ].filter((text) => text !== "");
}

function section<Item>(
  title: string,
  items: readonly Item[],
  { entries }: Caps,
  entryOf: (item: Item) => string,
): string {
  if (items.length === 0) return "";
  const shown = items.slice(0, entries).map(entryOf);
  return `### ${title} (${items.length})\n\n${shown.join("\n")}${leftOut(items.length - shown.length)}`;
}

/** A list that most readers need not open. */
function folded(
  title: string,
  findings: readonly Finding[],
  { entries }: Caps,
  tableOf: (findings: readonly Finding[]) => string,
): string {
  if (findings.length === 0) return "";
  const shown = findings.slice(0, entries);
  const body = `${shown.length > 0 ? tableOf(shown) : ""}${leftOut(findings.length - shown.length)}`;
  return `### ${title} (${findings.length})\n\n${details(count(findings.length, "finding"), body)}`;
}

function peopleTable(findings: readonly Finding[]): string {
  return table(
    ["severity", "who or what", "requirement", "finding"],
    findings.map(({ severity, subject, requirement, message }) => [
      severity,
      name(subject.name),
      markdownText(requirement ?? ""),
      sentence(message),
    ]),
  );
}

function exemptionTable(findings: readonly Finding[]): string {
  return table(
    ["who", "requirement", "until", "reason", "owner"],
    findings.map(({ subject, requirement, exemption }) => [
      name(subject.name),
      markdownText(requirement ?? ""),
      exemption?.until ?? "",
      sentence(exemption?.reason ?? ""),
      sentence(exemption?.owner ?? ""),
    ]),
  );
}

function findingEntry(finding: Finding, { report, options }: Source): string {
  const { file, line } = baselinePlace(finding, report, options);
  const changed = finding.changedBy === null ? null : changedByWords(finding.changedBy);
  const at = options.locate === undefined ? "" : `, ${name(`${file}:${line}`)}`;
  return (
    `- **${finding.severity}** ${sentence(finding.message)} (${name(finding.check)}${at})\n` +
    `  <br>Fix: ${sentence(finding.remedy)}${changed === null ? "" : `\n  <br>Changed: ${sentence(changed)}`}`
  );
}

function causeEntry(group: CauseGroup, source: Source, caps: Caps): string {
  const { cause, people, explained } = group;
  const others = explained.filter(({ subject }) => subject.type !== "user");
  const parts = [
    ...(people.length > 0 ? [count(people.length, "person", "people")] : []),
    ...(others.length > 0 ? [count(others.length, "other finding")] : []),
  ];
  const shownPeople = people.slice(0, caps.people);
  const shownOthers = others.slice(0, caps.entries);
  const body = [
    `${shownPeople.map(name).join(", ")}${leftOut(people.length - shownPeople.length)}`,
    `${shownOthers.map((one) => `- ${sentence(one.message)}`).join("\n")}${leftOut(others.length - shownOthers.length)}`,
  ]
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .join("\n\n");
  // Indented, so that it belongs to the entry of the list.
  const fold = details(`Explains ${parts.join(" and ")}`, body).replaceAll(/\n(?=.)/g, "\n  ");
  return `${findingEntry(cause, source)}\n\n  ${fold}\n`;
}
