import { toTheMinute } from "../../model/alert-words.ts";
import type {
  FrameworkResult,
  RequirementResult,
  StandardStatus,
  StandardsReporter,
  StandardVerdict,
} from "../../model/standards.ts";
import { markdownCode, markdownText } from "../escape/markdown-text.ts";
import { details, leftOut, table } from "../markdown/markdown-parts.ts";
import { countsWords, statusWords } from "./standards-words.ts";

const icons: Readonly<Record<StandardStatus, string>> = { pass: "✅", open: "❌", not_reviewed: "❓" };
const labelled = (status: StandardStatus): string => `${icons[status]} ${statusWords[status]}`;
const shownEvidence = 20;

/** A page for a pull request or a wiki: a table a standard, and below it why, for all that does not pass. */
export default {
  name: "markdown",
  description: "a table for a pull request or a wiki, with the reasons below it",
  render: ({ org, source, asOf, frameworks, gaps, tool }) => {
    const from = source === "live" ? "the live org" : "a snapshot";
    const unread = gaps.map(
      ({ slice, reason }) => `- not read: ${markdownCode(slice)}: ${markdownText(reason)}`,
    );
    return `${[
      `# ${markdownText(org.url)}, by standard`,
      ...(unread.length > 0 ? [unread.join("\n")] : []),
      ...frameworks.flatMap(sections),
      `<sub>Read from ${from}, as of ${toTheMinute(asOf)}, by Plumbline ${tool.version}.</sub>`,
    ].join("\n\n")}\n`;
  },
} satisfies StandardsReporter;

function sections({ title, version, counts, requirements }: FrameworkResult): readonly string[] {
  const rows = requirements.map((one) => [
    markdownText([one.id, ...one.aliases].join(" ")),
    markdownText(one.title),
    one.severity,
    labelled(one.asTheStandardChecks.status),
    labelled(one.asItHoldsForPeople.status),
  ]);
  return [
    `## ${markdownText(`${title} ${version}`)}`,
    `${countsWords(counts)}.`,
    table(
      ["Requirement", "What is good", "Severity", "As the standard checks it", "As it holds for people"],
      rows,
    ),
    ...requirements.filter(({ status }) => status !== "pass").map(reasons),
  ];
}

const reasons = ({ id, title, status, asTheStandardChecks, asItHoldsForPeople }: RequirementResult): string =>
  details(
    `${icons[status]} ${markdownText(`${id}: ${title}`)}`,
    [
      `As the standard checks it: ${verdictText(asTheStandardChecks)}`,
      `As it holds for people: ${verdictText(asItHoldsForPeople)}`,
    ].join("\n\n"),
  );

function verdictText({ status, reason, evidence }: StandardVerdict): string {
  const shown = evidence
    .slice(0, shownEvidence)
    .map(
      ({ path, name, field, value }) =>
        `- ${markdownText(name)}: ${markdownCode(field)} = ${markdownCode(value)} (${markdownCode(path)})`,
    );
  const list = shown.length === 0 ? "" : `\n\n${shown.join("\n")}`;
  return `**${statusWords[status]}**: ${markdownText(reason)}${list}${leftOut(evidence.length - shown.length)}`;
}
