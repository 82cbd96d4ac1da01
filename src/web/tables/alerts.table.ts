import { byUrgency } from "../../alerts/lifecycle/by-urgency.ts";
import { isOverdue } from "../../alerts/lifecycle/manual-resolution.ts";
import type { Alert } from "../../model/alert.ts";
import { severities } from "../../model/words.ts";
import { type TableRows, table } from "../contract/table.ts";
import { byIdentity, byIdentityInTime } from "../listing/by-identity.ts";

interface AlertRow {
  readonly alert: Alert;
  readonly due: "nothing due" | "due" | "overdue";
}

const rowOf = {
  "nothing due": byIdentity((alert: Alert): AlertRow => ({ alert, due: "nothing due" })),
  due: byIdentity((alert: Alert): AlertRow => ({ alert, due: "due" })),
  overdue: byIdentity((alert: Alert): AlertRow => ({ alert, due: "overdue" })),
};

const minuteMs = 60_000;
/** The worst and overdue first; prepared once a minute for the same alerts. */
const byWorst = byIdentityInTime(minuteMs, (alerts: readonly Alert[], now) =>
  alerts.toSorted(byUrgency(now)).map((alert) => {
    const asked = alert.dueAt !== null && alert.state !== "resolved";
    return rowOf[!asked ? "nothing due" : isOverdue(alert, now) ? "overdue" : "due"](alert);
  }),
);

export default table<AlertRow>({
  name: "alerts",
  title: "Alerts",
  place: 30,
  summary: "What the System Log showed, the worst and overdue first",
  columns: [
    {
      key: "severity",
      title: "Severity",
      kind: "severity",
      cell: ({ alert }) => alert.severity,
      sortBy: ({ alert }) => severities.indexOf(alert.severity),
    },
    {
      key: "title",
      title: "Alert",
      kind: "text",
      cell: ({ alert }) => ({ value: alert.title, under: alert.detection, href: `/alerts/${alert.id}` }),
    },
    {
      key: "state",
      title: "State",
      kind: "state",
      cell: ({ alert }) => ({ value: alert.state, ...underOf(alert.resolution ?? alert.note) }),
    },
    {
      key: "subject",
      title: "About",
      kind: "text",
      cell: ({ alert: { subject } }) => ({ value: subject.name, under: subject.type }),
    },
    {
      key: "actor",
      title: "Done by",
      kind: "text",
      cell: ({ alert: { actor } }) => ({ value: actor.name, under: actor.via }),
    },
    { key: "opened", title: "Opened", kind: "time", cell: ({ alert }) => alert.openedAt },
    {
      key: "due",
      title: "Due",
      kind: "time",
      cell: ({ alert, due }) => ({ value: alert.dueAt, ...(due === "overdue" ? { under: due } : {}) }),
    },
  ],
  filters: [
    {
      key: "state",
      title: "State",
      values: ({ alert }) => [alert.state],
      standing: ["open", "acknowledged"],
    },
    { key: "severity", title: "Severity", values: ({ alert }) => [alert.severity] },
    { key: "detection", title: "Detection", values: ({ alert }) => [alert.detection] },
    { key: "about", title: "About", values: ({ alert }) => [alert.subject.type] },
    { key: "by", title: "Done by", values: ({ alert }) => [alert.actor.name] },
    { key: "due", title: "Due", values: ({ due }) => [due] },
  ],
  id: ({ alert }) => alert.id,
  async read(source, now): Promise<TableRows<AlertRow>> {
    const alerts = await source.alerts();
    const position = await source.ledger.position(source.org);
    const readUntil = position?.updatedAt ?? null;
    return {
      rows: byWorst(alerts, now),
      asOf: readUntil,
      empty:
        readUntil === null
          ? "The System Log was never read into this ledger: run plumbline watch."
          : "No alert is left by these filters.",
    };
  },
});

const underOf = (text: string | null) => (text === null ? {} : { under: text });
