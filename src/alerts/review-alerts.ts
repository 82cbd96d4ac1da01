import type { AlertRecord } from "../ledger/alert-record.ts";
import type { Alert } from "../model/alert.ts";
import type { AlertCounts, AlertReview, CountedAlerts } from "../model/alert-review.ts";
import { isOpen } from "./lifecycle/alert-record.ts";
import { isToldBetter } from "./lifecycle/lifecycle.ts";
import { isOverdue } from "./lifecycle/manual-resolution.ts";

/** Some days, up to now. */
export interface Period {
  readonly since: Date;
  readonly now: Date;
}

/**
 * Review of the alerts of some days, counted by detection, person and actor.
 *
 * @param records every alert that the ledger has; an alert that another one tells better counts once
 */
export function reviewAlerts(records: readonly AlertRecord[], period: Period): Omit<AlertReview, "orgs"> {
  const isWithin = isIn(period);
  const alerts = records
    .filter((record) => record.resolvedBy !== "managed" && !isToldBetter(record))
    .filter(
      (record) => isOpen(record) || isWithin(record.alert.openedAt) || isWithin(record.alert.resolvedAt),
    )
    .map(({ alert }) => alert);
  const managed = records.filter(
    ({ resolvedBy, alert }) => resolvedBy === "managed" && isWithin(alert.lastSeenAt),
  );
  const counted = (keyOf: (alert: Alert) => Key | null) => countBy(alerts, keyOf, period);
  return {
    since: period.since.toISOString(),
    until: period.now.toISOString(),
    total: countsOf(alerts, period),
    byDetection: counted(({ detection }) => ({ id: detection, name: detection })),
    byPerson: counted(({ subject }) => (subject.type === "user" ? subject : null)),
    byActor: counted(({ actor }) => actor),
    managed: managed.length,
    alerts,
  };
}

const isIn =
  ({ since, now }: Period) =>
  (time: string | null): boolean =>
    time !== null && Date.parse(time) >= since.getTime() && Date.parse(time) <= now.getTime();

type Key = Pick<CountedAlerts, "id" | "name">;

function countBy(
  alerts: readonly Alert[],
  keyOf: (alert: Alert) => Key | null,
  period: Period,
): readonly CountedAlerts[] {
  const groups = new Map<string, { key: Key; alerts: Alert[] }>();
  for (const alert of alerts) {
    const key = keyOf(alert);
    if (key === null) continue;
    const group = groups.get(key.id) ?? { key, alerts: [] };
    // Somebody who was renamed goes by the latest name.
    groups.set(key.id, { key, alerts: [...group.alerts, alert] });
  }
  return [...groups.values()]
    .map(({ key, alerts }) => ({ id: key.id, name: key.name, ...countsOf(alerts, period) }))
    .toSorted((left, right) => weight(right) - weight(left) || (left.name < right.name ? -1 : 1));
}

const weight = ({ opened, closed, open }: AlertCounts): number => opened + closed + open;

function countsOf(alerts: readonly Alert[], period: Period): AlertCounts {
  const isWithin = isIn(period);
  const closed = alerts.filter(({ resolvedAt }) => isWithin(resolvedAt));
  return {
    opened: alerts.filter(({ openedAt }) => isWithin(openedAt)).length,
    closed: closed.length,
    open: alerts.filter(({ state }) => state !== "resolved").length,
    overdue: alerts.filter((alert) => isOverdue(alert, period.now)).length,
    medianSecondsToClose: median(
      closed.map(({ openedAt, resolvedAt }) => secondsBetween(openedAt, resolvedAt ?? openedAt)),
    ),
  };
}

const secondsBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));

function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((left, right) => left - right);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}
