import { z } from "zod";
import { type Alert, alertStates } from "../model/alert.ts";

import { severities } from "../model/words.ts";
import type { AlertRecord } from "./alert-record.ts";
import { asWritten } from "./as-written.ts";

const time = z.iso.datetime();
const text = z.string();
const textOrNull = text.nullable();

/** Who did something, wherever the ledger keeps it. */
export const actor = z.object({
  type: text,
  id: text,
  name: text,
  ip: textOrNull,
  country: textOrNull,
  via: z.enum(["admin console", "API token", "service app", "Okta support", "self"]),
});

const alert = z.object({
  id: text,
  detection: text,
  severity: z.enum(severities),
  state: z.enum(alertStates),
  subject: z.object({ type: text, id: text, name: text }),
  title: text,
  openedAt: time,
  lastSeenAt: time,
  dueAt: time.nullable(),
  resolvedAt: time.nullable(),
  resolution: textOrNull,
  actor,
  events: z.array(text),
  note: textOrNull,
});

const record = z.object({
  alert,
  events: z.array(z.object({ uuid: text, published: time })),
  resolvedBy: z.enum(["itself", "hand", "managed"]).nullable(),
});

/** The row of an alert, without its org. */
interface AlertRow {
  readonly id: string;
  readonly state: string;
  readonly opened_at: string;
  readonly resolved_at: string;
  readonly body: string;
  readonly revision: string;
}

/** An alert as a row; what is looked for has columns of its own. */
export function toRow(record: AlertRecord, revision: string): AlertRow {
  const { id, state, openedAt, resolvedAt } = record.alert;
  const body = JSON.stringify(record);
  return { id, state, opened_at: openedAt, resolved_at: resolvedAt ?? "", body, revision };
}

/** @throws PlumblineError LEDGER_CORRUPT when the row is not as it was written */
export function fromRow(row: Pick<AlertRow, "id" | "body">): AlertRecord {
  return parsed(row.id, () => record.parse(JSON.parse(row.body)));
}

/** The same, of the alert alone. */
export function alertFromText(id: string, text: string): Alert {
  return parsed(id, () => alert.parse(JSON.parse(text)));
}

const parsed = <Value>(id: string, parse: () => Value): Value =>
  asWritten(`alert ${id} in the ledger is not what plumbline wrote`, "alerts", parse);
