import type { Kysely, Transaction } from "kysely";
import { logRetentionMs } from "../model/durations.ts";
import { inParts } from "./in-parts.ts";
import type { Tables } from "./tables.ts";
import type { Undoing } from "./undoing.ts";

/** Clocks differ. One from further ahead would close, for good, whatever comes until then. */
const aheadMs = 3_600_000;

/** Reads the undoings that concern these subjects. */
export async function readUndoings(
  db: Kysely<Tables>,
  org: string,
  subjects: readonly string[],
): Promise<readonly Undoing[]> {
  const found: Undoing[] = [];
  for (const part of inParts(subjects)) {
    const rows = await db
      .selectFrom("undoing")
      .selectAll()
      .where("org", "=", org)
      .where("subject", "in", part)
      .execute();
    for (const { subject, event_type, at, by_whom } of rows) {
      found.push({ subject, eventType: event_type, at, by: by_whom });
    }
  }
  return found;
}

/** Keeps the latest of a subject and a type of event, and forgets those that cannot matter any more. */
export async function keepUndoings(
  db: Transaction<Tables>,
  org: string,
  undoings: readonly Undoing[],
  now: Date,
): Promise<void> {
  // In a statement a row may be there once.
  const last = new Map(undoings.map((one) => [JSON.stringify([one.subject, one.eventType]), one]));
  for (const part of inParts([...last.values()])) {
    await db
      .insertInto("undoing")
      .values(
        part.map(({ subject, eventType, at, by }) => ({
          org,
          subject,
          event_type: eventType,
          at,
          by_whom: by,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(["org", "subject", "event_type"])
          .doUpdateSet(({ ref }) => ({ at: ref("excluded.at"), by_whom: ref("excluded.by_whom") })),
      )
      .execute();
  }
  const [from, to] = [-logRetentionMs, aheadMs].map((ms) => new Date(now.getTime() + ms).toISOString());
  await db
    .deleteFrom("undoing")
    .where("org", "=", org)
    .where(({ eb, or }) => or([eb("at", "<", from ?? ""), eb("at", ">", to ?? "")]))
    .execute();
}
