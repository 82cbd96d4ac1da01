import type { CheckOutcome, Finding, FindingStatus, Report } from "../model/report.ts";
import type { Reporter } from "../model/reporter.ts";
import { markupText } from "./escape/markup-text.ts";
import { changedByWords } from "./text/changed-by-words.ts";
import { valueWords } from "./text/value-words.ts";
import { remarksOn } from "./text/verdict-words.ts";

type Kind = "passed" | "failure" | "error" | "skipped";

/** One `<testcase>`. */
interface TestCase {
  readonly name: string;
  readonly kind: Kind;
  readonly type: string;
  readonly message: string;
  /** Text of the element, line by line. */
  readonly lines: readonly string[];
}

interface TestSuite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

const kindOf: Readonly<Record<FindingStatus, Kind>> = {
  open: "failure",
  unknown: "error",
  pending: "skipped",
  exempted: "skipped",
};

/** A suite for each check, and one for what was not read. Drift fails; what could not be told is an error, never a pass. */
const junit: Reporter = {
  name: "junit",
  description: "JUnit XML, for the test pages of CI systems",
  render: (report) => {
    const suites = [...checkSuites(report), ...readingSuite(report)];
    const all = suites.flatMap(({ cases }) => cases);
    const name = attributes({ name: "plumbline", ...counted(all) });
    const timestamp = report.startedAt.replace(/\.\d+Z$/, "");
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${name}>\n${suites
      .map((suite) => suiteText(suite, timestamp))
      .join("")}</testsuites>\n`;
  },
};

function checkSuites({ outcomes, findings }: Report): readonly TestSuite[] {
  const byCheck = new Map<string, Finding[]>(outcomes.map(({ check }) => [check, []]));
  for (const finding of findings) byCheck.get(finding.check)?.push(finding);
  return outcomes.map((outcome) => ({
    name: outcome.check,
    cases: [...(byCheck.get(outcome.check) ?? []).map(findingCase), ...outcomeCase(outcome)],
  }));
}

function findingCase(finding: Finding): TestCase {
  const { subject, requirement, field, status, severity, message, remedy, exemption } = finding;
  const about = [requirement, field === requirement ? null : field].filter((part) => part !== null);
  const changed = finding.changedBy === null ? null : changedByWords(finding.changedBy);
  return {
    name: `${subject.name}${about.length > 0 ? ` (${about.join(", ")})` : ""}`,
    kind: kindOf[status],
    type: status === "open" ? severity : status,
    message: exemption === null ? message : `Exempted until ${exemption.until}: ${message}`,
    lines: [
      ...(exemption === null ? [] : [`exempted: ${exemption.reason} (${exemption.owner})`]),
      `fix: ${remedy}`,
      ...(finding.expected === null ? [] : [`expected: ${valueWords(finding.expected)}`]),
      ...(finding.actual === null ? [] : [`actual: ${valueWords(finding.actual)}`]),
      ...(changed === null ? [] : [`changed: ${changed}`]),
    ],
  };
}

/** In line is one case that passes; what a check could not judge is one that does not. */
function outcomeCase({ status, reason }: CheckOutcome): readonly TestCase[] {
  if (status === "in-line") return [{ name: "in line", kind: "passed", type: "", message: "", lines: [] }];
  if (status === "drift" && reason === null) return [];
  const message = reason ?? "could not be decided";
  return [{ name: "could not be judged in full", kind: "error", type: "unknown", message, lines: [] }];
}

/** Parts that were not read, and as cases that pass what is to know of the reading: how far memory stood for it. */
function readingSuite(report: Report): readonly TestSuite[] {
  const gaps = report.gaps.map(({ slice, reason, affected }): TestCase => {
    const message = `${slice} could not be read${affected > 0 ? ` (${affected} affected)` : ""}: ${reason}`;
    return { name: slice, kind: "error", type: "not read", message, lines: [] };
  });
  const remarks = remarksOn(report).map(
    (name): TestCase => ({ name, kind: "passed", type: "", message: "", lines: [] }),
  );
  const cases = [...gaps, ...remarks];
  return cases.length === 0 ? [] : [{ name: "reading the org", cases }];
}

function counted(cases: readonly TestCase[]): Readonly<Record<string, number>> {
  const of = (kind: Kind) => cases.filter((one) => one.kind === kind).length;
  return { tests: cases.length, failures: of("failure"), errors: of("error"), skipped: of("skipped") };
}

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${markupText(String(value))}"`)
    .join("");

function suiteText({ name, cases }: TestSuite, timestamp: string): string {
  const head = attributes({ name, ...counted(cases), time: 0, timestamp });
  return `  <testsuite${head}>\n${cases.map((one) => caseText(one, name)).join("")}  </testsuite>\n`;
}

function caseText({ name, kind, type, message, lines }: TestCase, check: string): string {
  const head = attributes({ classname: `plumbline.${check}`, name, time: 0 });
  if (kind === "passed") return `    <testcase${head}/>\n`;
  // The skipped element has a message and no type.
  const why = attributes(kind === "skipped" ? { message } : { message, type });
  const text = lines.map((line) => `\n${markupText(line)}`).join("");
  return `    <testcase${head}>\n      <${kind}${why}>${text}${text === "" ? "" : "\n      "}</${kind}>\n    </testcase>\n`;
}

export default junit;
