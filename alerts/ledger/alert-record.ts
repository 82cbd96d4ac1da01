import { z } from "zod";
import { type Alert, alertStates } from "../../model/alert.ts";
import { PlumblineError } from "../../model/errors.ts";
import { severities } from "../../model/words.ts";

const time = z.iso.datetime();
const text = z.string();
const textOrNull = text.nullable();

const schema = z.object({
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
  actor: z.object({
    type: text,
    id: text,
    name: text,
    ip: textOrNull,
    country: textOrNull,
    via: z.enum(["admin console", "API token", "service app", "Okta support", "self"]),
  }),
  events: z.array(text),
  note: textOrNull,
});

/** The row of an alert, without its org. */
export interface AlertRow {
  readonly id: string;
  readonly state: string;
  readonly opened_at: string;
  readonly body: string;
}

/** An alert as a row; what is looked for has columns of its own. */
export function toAlertRow(alert: Alert): AlertRow {
  const { id, state, openedAt } = alert;
  return { id, state, opened_at: openedAt, body: JSON.stringify(alert) };
}

/** @throws PlumblineError LEDGER_CORRUPT when the row is not as it was written */
export function fromAlertRow(row: Pick<AlertRow, "id" | "body">): Alert {
  try {
    return schema.parse(JSON.parse(row.body));
  } catch (cause) {
    throw new PlumblineError("LEDGER_CORRUPT", `alert ${row.id} in the ledger is not what plumbline wrote`, {
      remedy: "restore the ledger from a backup, or move it away: watch --since 90d makes a new one",
      cause,
    });
  }
}
