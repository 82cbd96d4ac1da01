import type { FleetStatus, OrgStatus } from "../../model/fleet-status.ts";
import { roughTime } from "../../model/rough-time.ts";
import { table } from "../contract/table.ts";
import { byIdentity } from "../listing/by-identity.ts";

interface FleetRow {
  readonly status: OrgStatus;
  /** Sentences on what no check of the org itself can find. */
  readonly toLookAt: readonly string[];
}

/** The worst first: who cannot tell, or is late, then who drifts; of these in the order of the fleet. */
const order = [1, 2, 0] as const;

const rowsOf = byIdentity(({ orgs, findings }: FleetStatus): readonly FleetRow[] =>
  orgs
    .map((status) => ({
      status,
      toLookAt: findings
        .filter(({ org }) => org === status.name)
        .map(({ message, remedy }) => `${message} ${remedy}`),
    }))
    .toSorted((one, other) => order.indexOf(one.status.exitCode) - order.indexOf(other.status.exitCode)),
);

export default table<FleetRow>({
  name: "fleet",
  title: "Fleet",
  place: 80,
  summary: "How the orgs of the fleet stand by their kept runs, the worst first",
  isThere: (source) => source.fleet !== null,
  columns: [
    {
      key: "org",
      title: "Org",
      kind: "text",
      cell: ({ status }) => ({ value: status.name, under: status.url }),
    },
    {
      key: "verdict",
      title: "Verdict",
      kind: "answer",
      cell: ({ status }) => {
        const { latest, verdict } = status;
        return latest === null ? "unknown" : { value: verdict, href: `/runs/${latest.id}` };
      },
    },
    {
      key: "judged",
      title: "Last good run",
      kind: "time",
      cell: ({ status: { lastGood, isLate, isOtherBaseline, everyMs } }) => ({
        value: lastGood?.at ?? null,
        under: `${isLate ? "late: " : ""}${isOtherBaseline === true ? "by another baseline: " : ""}every ${roughTime(everyMs / 1000)}`,
      }),
    },
    {
      key: "findings",
      title: "Open",
      kind: "number",
      cell: ({ status }) => status.latest?.summary.findings ?? null,
    },
    {
      key: "unknown",
      title: "Unknown",
      kind: "number",
      cell: ({ status }) => status.latest?.summary.unknown ?? null,
    },
    {
      key: "alerts",
      title: "Alerts",
      kind: "number",
      cell: ({ status: { alerts } }) => ({
        value: alerts.readUntil === null ? null : alerts.open,
        ...(alerts.overdue === 0 ? {} : { under: `${alerts.overdue} overdue` }),
      }),
    },
    { key: "owner", title: "Owner", kind: "text", cell: ({ status }) => status.owner },
    { key: "look", title: "To look at", kind: "text", cell: ({ toLookAt }) => toLookAt.join(" ") || null },
  ],
  filters: [
    { key: "verdict", title: "Verdict", values: ({ status }) => [status.verdict ?? "never checked"] },
    { key: "late", title: "Late", values: ({ status }) => [status.isLate ? "yes" : "no"] },
    { key: "owner", title: "Owner", values: ({ status }) => [status.owner ?? "nobody"] },
    { key: "tag", title: "Tag", values: ({ status }) => status.tags },
  ],
  id: ({ status }) => status.name,
  async read({ fleet }) {
    const status = fleet === null ? null : await fleet();
    return {
      rows: status === null ? [] : rowsOf(status),
      asOf: status?.judgedAt ?? null,
      empty: "No org is left by these filters.",
    };
  },
});
