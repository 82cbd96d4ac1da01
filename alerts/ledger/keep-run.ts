import type { Transaction } from "kysely";
import { toAlertRow } from "./alert-record.ts";
import type { RunResult } from "./ledger.ts";
import { inParts } from "./recall.ts";
import type { Tables } from "./tables.ts";

/** As long as Okta keeps its log (okta-api 6): an event older than that cannot come again. */
export const retentionMs = 90 * 86_400_000;

/** Writes all that a run decided; the transaction makes it one. */
export async function keepRun(
  db: Transaction<Tables>,
  org: string,
  { position, seen, alerts, people }: RunResult,
  now: Date,
): Promise<void> {
  for (const part of inParts(seen)) {
    await db
      .insertInto("seen_event")
      .values(part.map(({ uuid, published }) => ({ org, uuid, published })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await db
    .deleteFrom("seen_event")
    .where("org", "=", org)
    .where("published", "<", new Date(now.getTime() - retentionMs).toISOString())
    .execute();
  for (const part of inParts(alerts)) {
    await db
      .insertInto("alert")
      .values(part.map((alert) => ({ org, ...toAlertRow(alert) })))
      .onConflict((conflict) =>
        conflict.columns(["org", "id"]).doUpdateSet(({ ref }) => ({
          state: ref("excluded.state"),
          opened_at: ref("excluded.opened_at"),
          body: ref("excluded.body"),
        })),
      )
      .execute();
  }
  for (const part of inParts([...people])) {
    await db
      .insertInto("person")
      .values(part.map(([id, memory]) => ({ org, id, memory: JSON.stringify(memory) })))
      .onConflict((conflict) =>
        conflict.columns(["org", "id"]).doUpdateSet(({ ref }) => ({ memory: ref("excluded.memory") })),
      )
      .execute();
  }
  const row = { next: position.next, filter: position.filter, updated_at: position.updatedAt };
  await db
    .insertInto("position")
    .values({ org, ...row })
    .onConflict((conflict) => conflict.column("org").doUpdateSet(row))
    .execute();
}
