import type { AlertRecord } from "../../ledger/alert-record.ts";
import type { Alert } from "../../model/alert.ts";
import type { AlertChange } from "./alert-record.ts";

/** Somebody looks into it; null when it is not open. @param note what they have to say, if anything */
export function acknowledge({ alert, ...rest }: AlertRecord, note: string | null): AlertChange | null {
  if (alert.state !== "open") return null;
  const acknowledged: Alert = { ...alert, state: "acknowledged", note: note ?? alert.note };
  return { kind: "acknowledged", record: { ...rest, alert: acknowledged } };
}

/** Somebody has something to say of it, whatever its state; what others said before stays. */
export function addNote({ alert, ...rest }: AlertRecord, note: string): AlertRecord {
  return { ...rest, alert: { ...alert, note: alert.note === null ? note : `${alert.note}; ${note}` } };
}

/** Somebody says that it is settled; null when it is resolved already. @param reason in their words */
export function resolveManually(record: AlertRecord, reason: string, now: Date): AlertChange | null {
  if (record.alert.state === "resolved") return null;
  return resolved(record, reason, now.toISOString(), "hand");
}

/** Closes an alert. @param at ISO 8601, UTC */
export function resolved(
  { alert, events }: AlertRecord,
  resolution: string,
  at: string,
  resolvedBy: "itself" | "hand",
): AlertChange {
  const closed: Alert = { ...alert, state: "resolved", resolvedAt: at, resolution };
  return { kind: "resolved", record: { alert: closed, events, resolvedBy } };
}

/** Whether what was asked of the person is still not there past its time. */
export function isOverdue(alert: Alert, now: Date): boolean {
  return alert.state !== "resolved" && alert.dueAt !== null && Date.parse(alert.dueAt) < now.getTime();
}
