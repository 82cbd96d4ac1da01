import type { CheckOutcome, Finding, Report, ReportGap } from "../model/report.ts";
import type { Reporter } from "../model/reporter.ts";
import { csvLine } from "./escape/csv-line.ts";
import { valueWords } from "./text/value-words.ts";

/** What each column holds of a finding; text of the org's own is last where a line is cut off. */
const columns: Readonly<Record<string, (finding: Finding) => string | null>> = {
  check: ({ check }) => check,
  severity: ({ severity }) => severity,
  status: ({ status }) => status,
  "subject type": ({ subject }) => subject.type,
  "subject id": ({ subject }) => subject.id,
  subject: ({ subject }) => subject.name,
  requirement: ({ requirement }) => requirement,
  field: ({ field }) => field,
  expected: ({ expected }) => (expected === null ? null : valueWords(expected)),
  actual: ({ actual }) => (actual === null ? null : valueWords(actual)),
  message: ({ message }) => message,
  remedy: ({ remedy }) => remedy,
  "caused by": ({ causedBy }) => causedBy,
  "changed by": ({ changedBy }) => changedBy?.actor ?? null,
  "changed at": ({ changedBy }) => changedBy?.at ?? null,
  "exempt until": ({ exemption }) => exemption?.until ?? null,
  "exempt because": ({ exemption }) => exemption?.reason ?? null,
  "exemption owner": ({ exemption }) => exemption?.owner ?? null,
  fingerprint: ({ fingerprint }) => fingerprint,
};

/** One line a finding. What could not be told has a line as well: a file without one would look like an org in line. */
const csv: Reporter = {
  name: "csv",
  description: "one line a finding, for a spreadsheet",
  render: (report) =>
    [
      csvLine(Object.keys(columns)),
      ...report.findings.map((finding) =>
        csvLine(Object.values(columns).map((textOf) => textOf(finding) ?? "")),
      ),
      ...doubtLines(report),
    ].join(""),
};

function doubtLines({ outcomes, gaps }: Report): readonly string[] {
  const undecided = outcomes.filter(({ status }) => status === "unknown");
  return [...undecided.map(undecidedCells), ...gaps.map(gapCells)].map((cells) =>
    csvLine(Object.keys(columns).map((column) => cells[column] ?? "")),
  );
}

type Cells = Readonly<Partial<Record<string, string>>>;

const undecidedCells = ({ check, reason }: CheckOutcome): Cells => ({
  check,
  status: "unknown",
  message: `This check could not be decided${reason === null ? "" : `: ${reason}`}`,
});

const gapCells = ({ slice, reason, affected }: ReportGap): Cells => ({
  status: "unknown",
  subject: slice,
  message: `Not read${affected > 0 ? ` (${affected} affected)` : ""}: ${reason}`,
});

export default csv;
