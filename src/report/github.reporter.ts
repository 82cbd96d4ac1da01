import type { Finding, Report, Verdict } from "../model/report.ts";
import type { RenderOptions, Reporter } from "../model/reporter.ts";
import type { Severity } from "../model/words.ts";
import { type AnnotationLevel, workflowCommand } from "./escape/workflow-command.ts";
import { type CauseGroup, groupByCause } from "./group-by-cause.ts";
import { baselinePlace } from "./text/baseline-place.ts";
import { changedByWords } from "./text/changed-by-words.ts";
import { count } from "./text/count.ts";
import { findingCounts, verdictWords } from "./verdict-words.ts";

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

/** Annotations on the lines of the baseline: causes, other things, people, what is undecided; then the verdict. */
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
  const { causes, things, people } = groupByCause(report.findings);
  const properties = (finding: Finding): Readonly<Record<string, string | number>> => {
    const { file, line, column } = baselinePlace(finding, report, options);
    return { file, line, col: column, title: `${finding.check}: ${finding.subject.name}` };
  };
  const ofFinding = (finding: Finding, more: readonly string[] = []): string =>
    workflowCommand(levels[finding.severity], properties(finding), [
      finding.message,
      ...more,
      `Fix: ${finding.remedy}`,
      ...changedLines(finding),
    ]);
  const unknown = report.findings.filter(({ status }) => status === "unknown");
  const undecided = report.outcomes.filter(({ status }) => status === "unknown");
  return [
    ...causes.map((group) => () => ofFinding(group.cause, [explains(group)])),
    ...[...things, ...people].map((finding) => () => ofFinding(finding)),
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
    ...unknown.map(
      (finding) => () =>
        workflowCommand("warning", properties(finding), ["Could not be decided.", finding.message]),
    ),
  ];
}

function changedLines({ changedBy }: Finding): readonly string[] {
  const words = changedBy === null ? null : changedByWords(changedBy);
  return words === null ? [] : [`Changed: ${words}`];
}

function explains({ people, explained }: CauseGroup): string {
  const others = explained.filter(({ subject }) => subject.type !== "user").length;
  const parts = [
    ...(people.length > 0 ? [count(people.length, "person", "people")] : []),
    ...(others > 0 ? [count(others, "other finding")] : []),
  ];
  return `Explains ${parts.join(" and ")}.`;
}

function summary(report: Report, leftOut: number): string {
  const { verdict } = report.summary;
  const { label, says } = verdictWords[verdict];
  return workflowCommand(verdictLevels[verdict], { title: `Plumbline: ${label}` }, [
    `${report.org.url} ${says}. ${findingCounts(report)}`,
    ...(leftOut > 0 ? [`Left out here: ${leftOut}; the full report has them.`] : []),
  ]);
}

export default github;
