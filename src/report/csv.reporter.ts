import type { ListedPerson } from "../model/listed-person.ts";
import type { PeopleView } from "../model/people-view.ts";
import type { CheckOutcome, Finding, Report, ReportGap } from "../model/report.ts";
import type { Reporter } from "../model/reporter.ts";
import type { ViewedWay } from "../model/viewed-way.ts";
import { csvLine } from "./escape/csv-line.ts";
import { listPeople } from "./text/list-people.ts";
import { policyWords } from "./text/policy-words.ts";
import { valueWords } from "./text/value-words.ts";

/** Columns of a finding; text of the org's own is last where a line is cut off. */
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

/** One line a finding, or a person. What could not be told has a line as well: a file without one would look like an org in line. */
const csv: Reporter = {
  name: "csv",
  description: "one line a finding, or with --people one a person, for a spreadsheet",
  listsPeople: true,
  render: (report, { listPeople: asked, people }) =>
    (asked === true && people !== undefined ? peopleLines(report, people()) : findingLines(report)).join(""),
};

const findingLines = (report: Report): readonly string[] => [
  csvLine(Object.keys(columns)),
  ...report.findings.map((finding) => csvLine(Object.values(columns).map((textOf) => textOf(finding) ?? ""))),
  ...uncertainties(report).map((cells) => csvLine(Object.keys(columns).map((column) => cells[column] ?? ""))),
];

/** Columns of a person, before one for each requirement. */
const personColumns: Readonly<Record<string, (person: ListedPerson) => string>> = {
  login: ({ login }) => login,
  id: ({ id }) => id,
  status: ({ status }) => status,
  standing: ({ standing }) => standing,
  policy: ({ policies }) => policyWords(policies),
  groups: ({ groups }) => groups.join(", "),
  enrolled: ({ enrolled, unread }) => (enrolled === null ? `unknown: ${unread}` : valueWords(enrolled)),
  usable: ({ usable }) => (usable === null ? "unknown" : valueWords(usable)),
  "sign-in": ({ signIn, standing }) => signIn?.[0]?.level ?? (standing === "in-scope" ? "unknown" : ""),
  "weakest at": ({ signIn }) => wayWords(signIn?.[0]),
};

/** The weakest way in: `Payroll and 2 others by "Contractors", from anywhere, with okta_password`. */
function wayWords(way: ViewedWay | undefined): string {
  if (way === undefined) return "";
  const { app, alsoApps, rule, from, with: factors } = way;
  const others = alsoApps === 0 ? "" : ` and ${alsoApps} ${alsoApps === 1 ? "other" : "others"}`;
  return [
    `${app}${others}${rule === null ? "" : ` by "${rule}"`}`,
    ...(from === null ? [] : [from === "anywhere" ? "from anywhere" : from]),
    ...(factors.length === 0 ? [] : [`with ${factors.join(" and ")}`]),
  ].join(", ");
}

/** Everybody, whether or not anything was found. What was not read has a line as well: who is missing may be in it. */
function peopleLines(report: Report, view: PeopleView): readonly string[] {
  const asked = view.requirements.map(({ id }) => id);
  const head = [...Object.keys(personColumns), ...asked.map((id) => `requirement ${id}`), "message"];
  return [
    csvLine(head),
    ...listPeople(view).map((person) =>
      csvLine([
        ...Object.values(personColumns).map((textOf) => textOf(person)),
        ...asked.map((id) => person.requirements[id] ?? ""),
        "",
      ]),
    ),
    ...uncertainties(report).map(({ check, subject, status = "", message = "" }) => {
      const told: Cells = { status, message: `${check ?? subject ?? ""}: ${message}` };
      return csvLine(head.map((column) => told[column] ?? ""));
    }),
  ];
}

/** Lists what could not be told, by columns of findings. */
function uncertainties({ outcomes, gaps }: Report): readonly Cells[] {
  const undecided = outcomes.filter(({ status }) => status === "unknown");
  return [...undecided.map(undecidedCells), ...gaps.map(gapCells)];
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
