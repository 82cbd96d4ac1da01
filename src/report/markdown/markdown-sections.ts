import type { Finding, Report } from "../../model/report.ts";
import type { RenderOptions } from "../../model/reporter.ts";
import { markdownCode, markdownText } from "../escape/markdown-text.ts";
import { baselinePlace } from "../text/baseline-place.ts";
import { count } from "../text/count.ts";
import { requirementRows } from "../text/requirement-rows.ts";
import { explainedWords, ofTopic, topicSentence, whoWords } from "../text/topic-words.ts";
import { type Topic, topicsOf } from "../text/topics.ts";
import { clipText } from "./clip-text.ts";
import { details, leftOut, table } from "./markdown-parts.ts";

/** How much of each list is shown. */
export interface Caps {
  /** Findings, gaps and the like in one list. */
  readonly entries: number;
  /** People named under one cause. */
  readonly people: number;
}

/** Source of all of a comment; grouped once, however often it is laid out. */
export interface Source {
  readonly report: Report;
  readonly options: RenderOptions;
  readonly topics: readonly Topic[];
}

/** Groups a report's findings for a comment. */
export function sourceOf(report: Report, options: RenderOptions): Source {
  return { report, options, topics: topicsOf(report.findings) };
}

const longestSentence = 600;
const longestName = 200;

const sentence = (text: string): string => markdownText(clipText(text, longestSentence));
const name = (text: string): string => markdownCode(clipText(text, longestName));

/** The lists of a comment, each with a heading, in the order in which they are to be read. */
export function markdownSections(source: Source, caps: Caps): readonly string[] {
  const { report, topics } = source;
  const withStatus = (status: Finding["status"]) =>
    report.findings.filter((finding) => finding.status === status);
  const undecided = report.outcomes.filter(({ status }) => status === "unknown");
  return [
    requirementSection(report, caps),
    section("Findings", topics, caps, (topic) => topicEntry(topic, source, caps)),
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

/** The requirements that are not met: of how many people, and what they lack. */
function requirementSection(report: Report, { entries }: Caps): string {
  const rows = requirementRows(report);
  if (rows.length === 0) return "";
  const shown = rows.slice(0, entries).map(({ requirement, lacks }) => {
    const { severity, id, drift, unknown, appliesTo, title } = requirement;
    const share = `${drift + unknown} of ${appliesTo}`;
    return [severity, name(id), share, sentence(title), markdownText(lacks)];
  });
  const head = ["severity", "requirement", "people", "asks", "what they lack"];
  const body = shown.length > 0 ? table(head, shown) : "";
  return `### Requirements not met (${rows.length})\n\n${body}${leftOut(rows.length - shown.length)}`;
}

function topicEntry(topic: Topic, { report, options }: Source, caps: Caps): string {
  const [first] = topic.findings;
  const { file, line } = baselinePlace(first, report, options);
  const who = whoWords(topic);
  const at = options.locate === undefined ? "" : `, ${name(`${file}:${line}`)}`;
  const entry =
    `- **${first.severity}** ${sentence(topicSentence(topic))} (${name(first.check)}${at})` +
    `${who === null ? "" : `\n  <br>Changed: ${sentence(who)}`}` +
    `\n  <br>Fix: ${sentence(ofTopic(topic, ({ remedy }) => remedy))}`;
  const fold = foldOf(topic, caps);
  // Indented, so that it belongs to the entry of the list.
  return fold === null ? entry : `${entry}\n\n  ${fold.replaceAll(/\n(?=.)/g, "\n  ")}\n`;
}

/** Whom a topic concerns and what it explains; null of one finding that explains nothing. */
function foldOf(topic: Topic, caps: Caps): string | null {
  const { findings, explained, people } = topic;
  const words = explainedWords(topic);
  if (words === null && findings.length === 1) return null;
  const others = explained.filter(({ subject }) => subject.type !== "user");
  const shownPeople = people.slice(0, caps.people);
  const shownOthers = others.slice(0, caps.entries);
  const body = [
    `${shownPeople.map(name).join(", ")}${leftOut(people.length - shownPeople.length)}`,
    `${shownOthers.map((one) => `- ${sentence(one.message)}`).join("\n")}${leftOut(others.length - shownOthers.length)}`,
  ]
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .join("\n\n");
  return details(words === null ? count(people.length, "person", "people") : `Explains ${words}`, body);
}
