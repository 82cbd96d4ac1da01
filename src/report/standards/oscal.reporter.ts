import type {
  FrameworkResult,
  RequirementResult,
  StandardStatus,
  StandardsReport,
  StandardsReporter,
  StandardVerdict,
} from "../../model/standards.ts";
import { jsonText } from "../text/json-text.ts";
import { countsWords, statusWords } from "./standards-words.ts";
import { uuidOf } from "./uuid-of.ts";

/**
 * OSCAL assessment results (NIST, model 1.1): of each standard a result, of each requirement a finding, of each of its two
 * answers an observation. Ids are the same in every document about the same thing of the same org.
 */
export default {
  name: "oscal",
  description: "OSCAL assessment results, for other programs",
  render: (report) => jsonText({ "assessment-results": assessmentResults(report) }),
} satisfies StandardsReporter;

/** There are two states; what could not be decided is not satisfied, for another reason than that it failed. */
const statusOf: Readonly<Record<StandardStatus, { readonly state: string; readonly reason: string }>> = {
  pass: { state: "satisfied", reason: "pass" },
  open: { state: "not-satisfied", reason: "fail" },
  not_reviewed: { state: "not-satisfied", reason: "other" },
};

function assessmentResults(report: StandardsReport): object {
  const { org, asOf, finishedAt, tool, frameworks } = report;
  const plan = uuidOf(org.url, "plan");
  const ids = frameworks.map(({ id }) => id).join(" ");
  return {
    uuid: uuidOf(org.url, "results", ids, asOf),
    metadata: {
      title: `${org.url} by ${frameworks.map(({ title, version }) => `${title} ${version}`).join(", ")}`,
      "last-modified": finishedAt,
      version: asOf,
      "oscal-version": "1.1.3",
      remarks: `Made by ${tool.name} ${tool.version} from ${report.source === "live" ? "the live org" : "a snapshot"}.`,
    },
    "import-ap": { href: `#${plan}` },
    results: frameworks.map((framework) => resultOf(framework, report)),
    "back-matter": {
      resources: [
        {
          uuid: plan,
          title: "Assessment plan",
          description: `${tool.name} reads the org through Okta's API and judges every requirement twice: as the standard's own steps check it, and as it holds for every person by every rule that can be reached.`,
        },
      ],
    },
  };
}

function resultOf(framework: FrameworkResult, report: StandardsReport): object {
  const { id, title, version, published, counts, requirements } = framework;
  const { org, asOf, finishedAt, gaps } = report;
  const component = uuidOf(org.url, "org");
  const subject = { "subject-uuid": component, type: "component", title: org.url };
  const observed = requirements.flatMap((one) =>
    columns.map((column) =>
      observationOf(one[column], { framework, requirement: one, column, subject, report }),
    ),
  );
  const unread = gaps.map(({ slice, reason }) => `Not read: ${slice}: ${reason}.`).join(" ");
  return {
    uuid: uuidOf(org.url, "result", id, asOf),
    title: `${title} ${version} (${published})`,
    description: `${countsWords(counts)}.`,
    start: asOf,
    end: finishedAt,
    "local-definitions": {
      components: [
        {
          uuid: component,
          type: "service",
          title: org.url,
          description: `Okta org${org.id === null ? "" : ` ${org.id}`}`,
          status: { state: "operational" },
        },
      ],
    },
    "reviewed-controls": {
      "control-selections": [
        {
          description: `${title} ${version}`,
          "include-controls": requirements.map((one) => ({ "control-id": tokenOf(framework, one) })),
        },
      ],
    },
    observations: observed,
    findings: requirements.map((one) => findingOf(one, framework, report)),
    ...(unread === "" ? {} : { remarks: unread }),
  };
}

const columns = ["asTheStandardChecks", "asItHoldsForPeople"] as const;
type Column = (typeof columns)[number];

const columnWords: Readonly<Record<Column, string>> = {
  asTheStandardChecks: "as the standard checks it",
  asItHoldsForPeople: "as it holds for people",
};

const observationUuid = (org: string, framework: string, requirement: string, column: Column): string =>
  uuidOf(org, "observation", framework, requirement, column);

function observationOf(
  { status, reason, evidence }: StandardVerdict,
  about: {
    readonly framework: FrameworkResult;
    readonly requirement: RequirementResult;
    readonly column: Column;
    readonly subject: object;
    readonly report: StandardsReport;
  },
): object {
  const { framework, requirement, column, subject, report } = about;
  const { url } = report.org;
  return {
    uuid: observationUuid(url, framework.id, requirement.id, column),
    title: `${requirement.id}, ${columnWords[column]}: ${statusWords[status]}`,
    description: reason,
    methods: ["EXAMINE"],
    subjects: [subject],
    ...(evidence.length === 0
      ? {}
      : {
          "relevant-evidence": evidence.map(({ path, name, field, value }) => ({
            href: `${url}${path}`,
            description: `${name}: ${field} = ${value}`,
          })),
        }),
    collected: report.asOf,
  };
}

function findingOf(
  requirement: RequirementResult,
  framework: FrameworkResult,
  { org }: StandardsReport,
): object {
  const { id, aliases, title, severity, status, people } = requirement;
  const affected =
    people === null ? "" : ` Of ${people.judged} people, ${people.open} open and ${people.unknown} unknown.`;
  return {
    uuid: uuidOf(org.url, "finding", framework.id, id),
    title: [id, ...aliases].join(" "),
    description: `${title} (${severity}): ${statusWords[status]}.${affected}`,
    target: {
      type: "objective-id",
      "target-id": tokenOf(framework, requirement),
      title,
      status: statusOf[status],
    },
    "related-observations": columns.map((column) => ({
      "observation-uuid": observationUuid(org.url, framework.id, id, column),
    })),
  };
}

/** OSCAL's tokens begin with a letter: `8.4.2` of PCI DSS is `pci-8.4.2`. */
function tokenOf(framework: FrameworkResult, { id }: RequirementResult): string {
  const token = id.replaceAll(/[^\p{L}\p{N}._-]/gu, "_");
  return /^[\p{L}_]/u.test(token) ? token : `${framework.id}-${token}`;
}
