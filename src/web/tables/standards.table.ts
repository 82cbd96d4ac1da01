import { type PageStandards, type Standing, statusBefore, whyStale } from "../../flows/page/standards.ts";
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
import { byIdentity, byIdentityInTime } from "../listing/by-identity.ts";

interface StandardRow {
  readonly id: string;
  readonly requirement: RequirementResult;
  readonly standing: Standing;
  /** Null: it holds for today. */
  readonly stale: string | null;
  /** `was pass`, `unchanged` or `judged for the first time`. */
  readonly change: string;
  /** Whether the page knows who is not reached. */
  readonly namesPeople: boolean;
}

const rankOf = (status: StandardStatus): number => standardStatuses.indexOf(status);

const byUrgency = (one: RequirementResult, other: RequirementResult): number =>
  rankOf(one.status) - rankOf(other.status) ||
  severities.indexOf(one.severity) - severities.indexOf(other.severity);

function changeOf(standing: Standing, { id, status }: RequirementResult): string {
  const before = statusBefore(standing, id);
  if (before === null) return "judged for the first time";
  return before === status ? "unchanged" : `was ${statusWords[before]}`;
}

/** The page of a requirement, below `/standards/`; other orgs of a fleet go by name. */
const idOf = ({ orgName, latest }: Standing, { id }: RequirementResult): string =>
  `${latest.id}/${encodeURIComponent(id)}${orgName === null ? "" : `?org=${encodeURIComponent(orgName)}`}`;

const rowsOf = byIdentityInTime(hourMs, ({ standings, known }: PageStandards, now) =>
  byIdentity((shown: object): readonly StandardRow[] =>
    standings.flatMap((standing) => {
      const stale = whyStale(standing, known, now);
      const namesPeople = standing.notReached !== null && shown !== nobodyShown;
      return standing.latest.requirements.toSorted(byUrgency).map((requirement) => ({
        id: idOf(standing, requirement),
        requirement,
        standing,
        stale,
        change: changeOf(standing, requirement),
        namesPeople,
      }));
    }),
  ),
);

const nobodyShown = {};

const answerCell = ({ status, reason }: StandardVerdict) => ({ value: statusWords[status], under: reason });

const orgOf = ({ orgName, latest }: Standing): string => orgName ?? new URL(latest.org).host;

export default table<StandardRow>({
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
      cell: ({ standing, stale, change }) => {
        const told = [
          ...(stale === null ? [] : [`stale: ${stale}`]),
          ...(change.startsWith("was") ? [change] : []),
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
    { key: "age", title: "Age", values: ({ stale }) => [stale === null ? "fresh" : "stale"] },
  ],
  id: ({ id }) => id,
  async read(source, now) {
    const standards = await source.standards();
    const shown = await source.shown();
    const rows = rowsOf(standards, now)(shown?.view ?? nobodyShown);
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
