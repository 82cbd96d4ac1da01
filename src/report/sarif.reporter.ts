import type { Invocation, Log, Notification } from "sarif";
import type { Report } from "../model/report.ts";
import type { Reporter } from "../model/reporter.ts";
import { sarifMessage } from "./sarif/sarif-message.ts";
import { sarifResults } from "./sarif/sarif-results.ts";
import { sarifRules } from "./sarif/sarif-rules.ts";
import { count } from "./text/count.ts";
import { jsonText } from "./text/json-text.ts";
import { remarksOn } from "./text/verdict-words.ts";

/** SARIF 2.1.0 (OASIS): findings at their lines of the baseline; what could not be told as notifications of the run. */
const sarif: Reporter = {
  name: "sarif",
  description: "SARIF 2.1.0, for GitHub code scanning and the like",
  render: (report, options) => {
    const { results, leftOut } = sarifResults(report, options);
    const log: Log = {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: report.tool.name,
              version: report.tool.version,
              informationUri: "https://www.npmjs.com/package/okta-plumbline",
              rules: sarifRules(report, options.checks ?? []),
            },
          },
          automationDetails: { id: `plumbline/${hostOf(report.org.url)}/` },
          invocations: [invocationOf(report, leftOut)],
          // Columns are counted in characters as JavaScript has them.
          columnKind: "utf16CodeUnits",
          results,
        },
      ],
    };
    return jsonText(log);
  },
};

/** Runs on one org are one series of runs; a slash would begin another part of the series' name. */
const hostOf = (url: string): string => url.replace(/^https?:\/\//, "").replace(/[^\w.:-]+/g, "_");

function invocationOf(report: Report, leftOut: number): Invocation {
  const notes: Notification[] = [
    ...report.gaps.map(({ slice, reason, affected }) => ({
      level: "error" as const,
      message: sarifMessage(`Not read: ${slice}${affected > 0 ? ` (${affected} affected)` : ""}: ${reason}`),
    })),
    ...report.outcomes.flatMap(({ check, status, reason }, index) =>
      status === "unknown"
        ? [
            {
              level: "error" as const,
              message: sarifMessage(`Could not be decided: ${check}: ${reason ?? "no reason is known"}`),
              associatedRule: { id: check, index },
            },
          ]
        : [],
    ),
    ...remarksOn(report).map((remark) => ({ level: "note" as const, message: sarifMessage(remark) })),
    ...(leftOut > 0
      ? [
          {
            level: "warning" as const,
            message: sarifMessage(
              `${count(leftOut, "finding")} left out: GitHub takes no more results; the json format has all.`,
            ),
          },
        ]
      : []),
  ];
  return {
    executionSuccessful:
      report.gaps.length === 0 && report.outcomes.every(({ status }) => status !== "unknown"),
    startTimeUtc: report.startedAt,
    endTimeUtc: report.finishedAt,
    toolExecutionNotifications: notes,
  };
}

export default sarif;
