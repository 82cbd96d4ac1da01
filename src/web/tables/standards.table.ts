import { type PageStandards, type Standing, whyStale } from "../../flows/page/standards.ts";
import { hourMs } from "../../model/durations.ts";
import {
  type RequirementResult,
  type StandardStatus,
  type StandardVerdict,
  standardStatuses,
} from "../../model/standards.ts";
import { severities } from "../../model/words.ts";
import { statusWords } from "../../report/standards/standards-words.ts";
import { table } from "../contract/table.ts";
import { byIdentityInTime } from "../listing/by-identity.ts";

interface StandardRow {
  readonly requirement: RequirementResult;
  readonly standing: Standing;
  /** Null: it holds for today. */
  readonly stale: string | null;
}

const rankOf = (status: StandardStatus): number => standardStatuses.indexOf(status);

const byUrgency = (one: RequirementResult, other: RequirementResult): number =>
  rankOf(one.status) - rankOf(other.status) ||
  severities.indexOf(one.severity) - severities.indexOf(other.severity);

const rowsOf = byIdentityInTime(hourMs, ({ standings, known }: PageStandards, now): readonly StandardRow[] =>
  standings.flatMap((standing) => {
    const stale = whyStale(standing, known, now);
    return standing.latest.requirements
      .toSorted(byUrgency)
      .map((requirement) => ({ requirement, standing, stale }));
  }),
);

const answerCell = ({ status, reason }: StandardVerdict) => ({ value: statusWords[status], under: reason });

const orgOf = ({ orgName, latest }: Standing): string => orgName ?? new URL(latest.org).host;

export default table<StandardRow>({
  name: "standards",
  title: "Standards",
  place: 65,
  summary: "The requirements of standards by the latest run that judged each, the worst first",
  columns: [
    {
      key: "requirement",
      title: "Requirement",
      kind: "text",
      cell: ({ requirement: { id, aliases }, standing }) => ({
        value: id,
        under: [standing.latest.id, ...aliases].join(" "),
      }),
    },
    { key: "title", title: "What it asks", kind: "text", cell: ({ requirement }) => requirement.title },
    {
      key: "severity",
      title: "Severity",
      kind: "severity",
      cell: ({ requirement }) => requirement.severity,
      sortBy: ({ requirement }) => severities.indexOf(requirement.severity),
    },
    {
      key: "checks",
      title: "As the standard checks it",
      kind: "answer",
      cell: ({ requirement }) => answerCell(requirement.asTheStandardChecks),
      sortBy: ({ requirement }) => rankOf(requirement.asTheStandardChecks.status),
    },
    {
      key: "holds",
      title: "As it holds for people",
      kind: "answer",
      cell: ({ requirement }) => answerCell(requirement.asItHoldsForPeople),
      sortBy: ({ requirement }) => rankOf(requirement.asItHoldsForPeople.status),
    },
    {
      key: "people",
      title: "Not reached",
      kind: "number",
      cell: ({ requirement: { people } }) =>
        people === null
          ? null
          : {
              value: people.open,
              under: `of ${people.judged}${people.unknown === 0 ? "" : `, ${people.unknown} unknown`}`,
            },
    },
    {
      key: "judged",
      title: "As of",
      kind: "time",
      cell: ({ standing, stale }) => ({
        value: standing.latest.asOf,
        ...(stale === null ? {} : { under: `stale: ${stale}` }),
      }),
    },
  ],
  filters: [
    { key: "standard", title: "Standard", values: ({ standing }) => [standing.latest.id] },
    { key: "org", title: "Org", values: ({ standing }) => [orgOf(standing)] },
    { key: "status", title: "Status", values: ({ requirement }) => [statusWords[requirement.status]] },
    { key: "severity", title: "Severity", values: ({ requirement }) => [requirement.severity] },
    {
      key: "differs",
      title: "Both answers",
      values: ({ requirement: { asTheStandardChecks: first, asItHoldsForPeople: second } }) => [
        first.status === second.status ? "the same" : "differ",
      ],
    },
    { key: "age", title: "Age", values: ({ stale }) => [stale === null ? "fresh" : "stale"] },
  ],
  id: ({ requirement, standing: { orgName, latest } }) =>
    [...(orgName === null ? [] : [orgName]), latest.id, requirement.id].join("/"),
  async read(source, now) {
    const standards = await source.standards();
    const rows = rowsOf(standards, now);
    const ids = standards.known.map(({ id }) => id).join(", ");
    const dates = standards.standings.map(({ latest }) => latest.asOf).toSorted();
    return {
      rows,
      asOf: dates[0] ?? null,
      empty:
        rows.length === 0
          ? `No run judged a standard yet: run plumbline standards --ledger ${source.ledger.place}, with one of ${ids}, or with none for all of them.`
          : "No requirement is left by these filters.",
    };
  },
});
