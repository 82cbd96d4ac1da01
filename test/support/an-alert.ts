import type { AlertRecord } from "../../src/ledger/alert-record.ts";
import type { Alert } from "../../src/model/alert.ts";

/** An open alert: Nia reset all of Dana's factors. */
export function anAlert(part: Partial<Alert> = {}): Alert {
  return {
    id: "mfa-reset-1",
    detection: "mfa-reset",
    severity: "high",
    state: "open",
    subject: { type: "user", id: "00udana", name: "dana@acme.example" },
    title: "Nia reset all factors of dana@acme.example",
    openedAt: "2026-11-23T09:00:00.000Z",
    lastSeenAt: "2026-11-23T09:00:00.000Z",
    dueAt: null,
    resolvedAt: null,
    resolution: null,
    actor: {
      type: "User",
      id: "00unia",
      name: "nia@acme.example",
      ip: "192.0.2.7",
      country: "Norway",
      via: "admin console",
    },
    events: ["e1"],
    note: null,
    ...part,
  };
}

/** The same, as the ledger keeps it. */
export function aRecord(part: Partial<Alert> = {}): AlertRecord {
  const alert = anAlert(part);
  const events = alert.events.map((uuid) => ({ uuid, published: alert.openedAt }));
  return { alert, events, resolvedBy: alert.state === "resolved" ? "itself" : null };
}
