import type { Finding, Report, Verdict } from "../model/report.ts";
import type { RenderOptions, Reporter } from "../model/reporter.ts";
import type { Severity } from "../model/words.ts";
import { type AnnotationLevel, workflowCommand } from "./escape/workflow-command.ts";
import { baselinePlace } from "./text/baseline-place.ts";
import { count } from "./text/count.ts";
import { explainedWords, ofTopic, whoWords } from "./text/topic-words.ts";
import { alikeOf, type Topic, topicsOf } from "./text/topics.ts";
import { findingCounts, remarksOn, verdictWords } from "./text/verdict-words.ts";

const levels: Readonly<Record<Severity, AnnotationLevel>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "notice",
};
const verdictLevels: Readonly<Record<Verdict, AnnotationLevel>> = {
  drift: "error",
  unknown: "warning",
  "in-line": "notice",
};

/** GitHub shows ten annotations of a level for a step; with no more than ten in all, none is lost. */
const shownByGitHub = 10;
const namesShown = 5;

/** Annotations on the lines of the baseline: the worst first, one for all people of a requirement; then the verdict. */
const github: Reporter = {
  name: "github",
  description: "annotations of a GitHub Actions run, the most telling ones",
  render: (report, options) => {
    const all = annotationsOf(report, options);
    const room = shownByGitHub - 1;
    const lines = all.slice(0, room).map((annotate) => annotate());
    return [...lines, summary(report, all.length - lines.length)].join("");
  },
};

function annotationsOf(report: Report, options: RenderOptions): readonly (() => string)[] {
  const propertiesOf = (finding: Finding): Readonly<Record<string, string | number>> => {
    const { file, line, column } = baselinePlace(finding, report, options);
    return { file, line, col: column, title: `${finding.check}: ${finding.subject.name}` };
  };
  const unknown = report.findings.filter(({ status }) => status === "unknown");
  const undecided = report.outcomes.filter(({ status }) => status === "unknown");
  return [
    ...topicsOf(report.findings, "requirement").map(
      (topic) => () =>
        workflowCommand(levels[topic.severity], propertiesOf(topic.findings[0]), topicLines(topic)),
    ),
    ...report.gaps.map(
      ({ slice, reason }) =>
        () =>
          workflowCommand("warning", { title: `not read: ${slice}` }, [reason]),
    ),
    ...undecided.map(
      ({ check, reason }) =>
        () =>
          workflowCommand("warning", { title: `undecided: ${check}` }, [
            reason ?? "It could not be decided.",
          ]),
    ),
    ...alikeOf(unknown, "requirement").map(
      (topic) => () =>
        workflowCommand("warning", propertiesOf(topic.findings[0]), [
          "Could not be decided.",
          topic.findings[0].message,
          ...moreLines(topic),
        ]),
    ),
  ];
}

function topicLines(topic: Topic): readonly string[] {
  const explained = explainedWords(topic);
  const who = whoWords(topic);
  return [
    topic.findings[0].message,
    ...moreLines(topic),
    ...(explained === null ? [] : [`Explains ${explained}.`]),
    `Fix: ${ofTopic(topic, ({ remedy }) => remedy)}`,
    ...(who === null ? [] : [`Changed: ${who}`]),
  ];
}

/** Who else does not meet the same requirement. */
function moreLines({ findings: [, ...others] }: Topic): readonly string[] {
  if (others.length === 0) return [];
  const names = others.slice(0, namesShown).map(({ subject }) => subject.name);
  const rest = others.length - names.length;
  const listed = `${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return [`So for ${count(others.length, "more person", "more people")}: ${listed}.`];
}

function summary(report: Report, leftOut: number): string {
  const { verdict } = report.summary;
  const { label, says } = verdictWords[verdict];
  return workflowCommand(verdictLevels[verdict], { title: `Plumbline: ${label}` }, [
    [`${report.org.url} ${says(report.baseline.path)}. ${findingCounts(report)}`, ...remarksOn(report)].join(
      " ",
    ),
    ...(leftOut > 0 ? [`Left out here: ${leftOut}; the full report has them.`] : []),
  ]);
}

export default github;
