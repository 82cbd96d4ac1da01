import type { Standing } from "../../flows/page/standards.ts";
import type { StandardVerdict } from "../../model/standards.ts";
import { severities } from "../../model/words.ts";
import { statusWords } from "../../report/standards/standards-words.ts";
import { table } from "../contract/table.ts";
import { type RequirementRow, rankOf, requirementRows } from "./requirement-rows.ts";

const answerCell = ({ status, reason }: StandardVerdict) => ({ value: statusWords[status], under: reason });

const orgOf = ({ orgName, latest }: Standing): string => orgName ?? new URL(latest.org).host;

export default table<RequirementRow>({
  name: "standards",
  title: "Standards",
  place: 65,
  summary: "The requirements of standards by the latest run that judged each, the worst first",
  columns: [
    {
      key: "requirementId",
      title: "Requirement",
      kind: "text",
      cell: ({ id: row, requirement: { id, aliases }, standing }) => ({
        value: id,
        href: `/standards/${row}`,
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
      cell: ({ requirement: { asTheStandardChecks: first, asItHoldsForPeople: second } }) =>
        answerCell(second.reason === first.reason ? { ...second, reason: "the same" } : second),
      sortBy: ({ requirement }) => rankOf(requirement.asItHoldsForPeople.status),
    },
    {
      key: "people",
      title: "Not reached",
      kind: "number",
      cell: ({ requirement: { id, people }, standing, namesPeople }) => {
        if (people === null) return null;
        const { judged, open, unknown } = people;
        const left = open > 0 ? "open" : "unknown";
        const href = `/people?standard=${encodeURIComponent(`${standing.latest.id} ${id}: ${left}`)}`;
        return {
          value: open,
          under: `of ${judged}${unknown === 0 ? "" : `, ${unknown} unknown`}`,
          ...(namesPeople && open + unknown > 0 ? { href } : {}),
        };
      },
    },
    {
      key: "judged",
      title: "As of",
      kind: "time",
      cell: ({ standing, stale, change, acceptedUntil }) => {
        const told = [
          ...(stale === null ? [] : [`stale: ${stale}`]),
          ...(change.startsWith("was") ? [change] : []),
          ...(acceptedUntil === null ? [] : [`accepted until ${acceptedUntil}`]),
        ];
        return {
          value: standing.latest.asOf,
          ...(told.length === 0 ? {} : { under: told.join("; ") }),
        };
      },
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
    { key: "change", title: "Change", values: ({ change }) => [change] },
    {
      key: "accepted",
      title: "Accepted",
      values: ({ acceptedUntil }) => [acceptedUntil === null ? "no" : "yes"],
    },
    { key: "age", title: "Age", values: ({ stale }) => [stale === null ? "fresh" : "stale"] },
  ],
  id: ({ id }) => id,
  async read(source, now) {
    const standards = await source.standards();
    const rows = requirementRows(
      standards,
      { latest: await source.latest(), shown: await source.shown() },
      now,
    );
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
