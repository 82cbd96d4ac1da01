import type {
  FrameworkResult,
  RequirementResult,
  StandardsReporter,
  StandardVerdict,
} from "../../model/standards.ts";
import { csvLine } from "../escape/csv-line.ts";

const evidenceText = ({ evidence }: StandardVerdict): string =>
  evidence.map(({ path, name, field, value }) => `${name}: ${field} = ${value} (${path})`).join("; ");

/** Columns of a requirement; statuses are the words of checklists. */
const columns: Readonly<Record<string, (one: RequirementResult, framework: FrameworkResult) => string>> = {
  standard: (_, { title, version }) => `${title} ${version}`,
  id: ({ id }) => id,
  "further ids": ({ aliases }) => aliases.join(" "),
  title: ({ title }) => title,
  severity: ({ severity }) => severity,
  status: ({ status }) => status,
  "as the standard checks it": ({ asTheStandardChecks }) => asTheStandardChecks.status,
  "reason as the standard checks it": ({ asTheStandardChecks }) => asTheStandardChecks.reason,
  "as it holds for people": ({ asItHoldsForPeople }) => asItHoldsForPeople.status,
  "reason as it holds for people": ({ asItHoldsForPeople }) => asItHoldsForPeople.reason,
  "people judged": ({ people }) => String(people?.judged ?? ""),
  "people open": ({ people }) => String(people?.open ?? ""),
  "people unknown": ({ people }) => String(people?.unknown ?? ""),
  "decided by": ({ decidedBy }) => decidedBy,
  evidence: ({ asTheStandardChecks, asItHoldsForPeople }) =>
    [...new Set([asTheStandardChecks, asItHoldsForPeople].map(evidenceText))]
      .filter((text) => text !== "")
      .join("; "),
};

/** One line a requirement, and one for each part of the org that was not read. */
export default {
  name: "csv",
  description: "one line a requirement, for a spreadsheet",
  render: ({ frameworks, gaps }) =>
    [
      csvLine(Object.keys(columns)),
      ...frameworks.flatMap((framework) =>
        framework.requirements.map((one) =>
          csvLine(Object.values(columns).map((textOf) => textOf(one, framework))),
        ),
      ),
      ...gaps.map(({ slice, reason }) => {
        const told: Readonly<Record<string, string>> = {
          id: slice,
          status: "not_reviewed",
          title: `Not read: ${reason}`,
        };
        return csvLine(Object.keys(columns).map((column) => told[column] ?? ""));
      }),
    ].join(""),
} satisfies StandardsReporter;
