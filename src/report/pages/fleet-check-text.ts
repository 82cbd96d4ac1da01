import { errorLines } from "../../model/error-lines.ts";
import type { FleetReport, HeldPerson, OrgAnswer, SharedPerson } from "../../model/fleet-report.ts";
import { inertText } from "../../model/inert-text.ts";
import type { Report } from "../../model/report.ts";
import { csvLine } from "../escape/csv-line.ts";
import { count } from "../text/count.ts";
import { openFindings } from "../text/open-findings.ts";
import { type Paint, paintFor, type Style } from "../text/paint.ts";
import { topicSentence } from "../text/topic-words.ts";
import { topicsOf } from "../text/topics.ts";
import { remarksOn, verdictWords } from "../text/verdict-words.ts";
import { wrapText } from "../text/wrap-text.ts";

/** How many causes are told of each org, and how many people of the fleet. */
const mostTopics = 3;
const mostPeople = 10;

type Line = (text: string, indent: number) => string;

/** The answer for many orgs, for reading in a terminal: the worst first in a word, then each org, then who is in several. */
export function fleetCheckText(
  fleet: FleetReport,
  options: { readonly width: number; readonly color: boolean },
): string {
  const paint = paintFor(options.color);
  const line: Line = (text, indent) => wrapText(inertText(text), options.width, indent, indent + 2);
  const { administrators, uneven, undecided } = fleet.people;
  return `${[
    line(headline(fleet), 0),
    ...fleet.orgs.flatMap((org) => ["", ...orgLines(org, line, paint)]),
    ...section("Administrators of several orgs", administrators, line, paint),
    ...section("People who are held less in one org than in another", uneven, line, paint),
    ...(undecided > 0
      ? [
          "",
          line(
            `Of ${count(undecided, "person", "people")} in several orgs it cannot be told where they are held least.`,
            0,
          ),
        ]
      : []),
  ].join("\n")}\n`;
}

function headline({ summary }: FleetReport): string {
  const { orgs, inLine, drift, unknown, failed } = summary;
  const parts = [
    [drift, "drift"],
    [failed, "could not be checked"],
    [unknown, "unknown"],
    [inLine, "in line"],
  ] as const;
  const told = parts.filter(([amount]) => amount > 0).map(([amount, words]) => `${amount} ${words}`);
  return `${count(orgs, "org")}: ${told.join(", ")}.`;
}

const styles: Readonly<Record<string, Style>> = {
  "IN LINE": "green",
  DRIFT: "red",
  UNKNOWN: "yellow",
  FAILED: "red",
};

const labelOf = ({ report }: OrgAnswer): string =>
  report === null ? "FAILED" : verdictWords[report.summary.verdict].label;

function orgLines(org: OrgAnswer, line: Line, paint: Paint): readonly string[] {
  const { name, url, report, error } = org;
  const label = labelOf(org);
  const head = `${paint(styles[label] ?? "bold", label.padEnd(7))}  ${paint("bold", inertText(name))}  ${inertText(url)}`;
  return [
    head,
    ...(error === null ? [] : errorLines(error).map((text) => line(text, 2))),
    ...(report === null ? [] : reportLines(report, line)),
  ];
}

function reportLines(report: Report, line: Line): readonly string[] {
  const { summary, gaps, findings } = report;
  const { inScope } = summary.people;
  const people = inScope === null ? "people were not read" : `${count(inScope, "person", "people")} in scope`;
  const topics = topicsOf(findings, "sentence");
  const more = topics.length - mostTopics;
  return [
    line(`${openFindings(summary)}; ${people}`, 2),
    ...topics.slice(0, mostTopics).map((topic) => line(`${topic.severity}: ${topicSentence(topic)}`, 2)),
    ...(more > 0 ? [line(`and ${more} more`, 2)] : []),
    ...gaps.map(({ slice, reason }) => line(`not read: ${slice}: ${reason}`, 2)),
    ...remarksOn(report).map((remark) => line(remark, 2)),
  ];
}

function section(
  title: string,
  people: readonly SharedPerson[],
  line: Line,
  paint: Paint,
): readonly string[] {
  if (people.length === 0) return [];
  const more = people.length - mostPeople;
  return [
    "",
    paint("bold", `${title} (${people.length})`),
    ...people.slice(0, mostPeople).map((person) => line(personWords(person), 2)),
    ...(more > 0 ? [line(`and ${more} more: --format json lists them`, 2)] : []),
  ];
}

/** `nia@acme.example: least in acme-dev; acme-dev one-factor, acme-prod strong`. */
function personWords({ login, orgs, weakest, unknownIn, comparedBy }: SharedPerson): string {
  const known = orgs.length - unknownIn.length;
  const where =
    weakest.length === 0
      ? "where least cannot be told"
      : weakest.length === known
        ? "alike"
        : `least in ${weakest.join(", ")}`;
  return `${login}: ${where}; ${orgs.map((held) => heldWords(held, comparedBy)).join(", ")}`;
}

function heldWords({ org, roles, signIn, usable }: HeldPerson, by: SharedPerson["comparedBy"]): string {
  const how = by === "sign-in" ? (signIn ?? "unknown") : `${usable ?? "unknown"} factors`;
  const role = roles !== null && roles.length > 0 ? ` (${roles.join(", ")})` : "";
  return `${org} ${how}${role}`;
}

const columns: Readonly<Record<string, (org: OrgAnswer) => string | number | null | undefined>> = {
  org: ({ name }) => name,
  url: ({ url }) => url,
  tags: ({ tags }) => tags.join(" "),
  owner: ({ owner }) => owner,
  verdict: ({ report }) => report?.summary.verdict ?? "failed",
  critical: ({ report }) => report?.summary.bySeverity.critical,
  high: ({ report }) => report?.summary.bySeverity.high,
  medium: ({ report }) => report?.summary.bySeverity.medium,
  low: ({ report }) => report?.summary.bySeverity.low,
  unknown: ({ report }) => report?.summary.unknown,
  "people in scope": ({ report }) => report?.summary.people.inScope,
  requests: ({ report }) => report?.cost.requests,
  error: ({ error }) => (error === null ? null : `${error.code}: ${error.message}`),
};

/** The same as CSV, an org a line, with a header. */
export const fleetCheckCsv = ({ orgs }: FleetReport): string =>
  [
    csvLine(Object.keys(columns)),
    ...orgs.map((org) => csvLine(Object.values(columns).map((cell) => String(cell(org) ?? "")))),
  ].join("");
