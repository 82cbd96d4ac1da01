import type { Transaction } from "kysely";
import { logRetentionMs } from "../model/durations.ts";
import { toRow } from "./alert-row.ts";
import { inParts } from "./in-parts.ts";
import type { RunResult } from "./ledger.ts";
import { enqueue } from "./post-rows.ts";
import { raiseRevision } from "./revisions.ts";
import type { Tables } from "./tables.ts";
import { keepUndoings } from "./undoing-rows.ts";

/** Writes all that a run decided; the transaction makes it one. */
export async function keepRun(
  db: Transaction<Tables>,
  org: string,
  result: RunResult,
  now: Date,
): Promise<void> {
  const { position, seen, records, people } = result;
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
    .where("published", "<", new Date(now.getTime() - logRetentionMs).toISOString())
    .execute();
  const revision = records.length === 0 ? "" : await raiseRevision(db, org, "alerts");
  for (const part of inParts(records)) {
    await db
      .insertInto("alert")
      .values(part.map((record) => ({ org, ...toRow(record, revision) })))
      .onConflict((conflict) =>
        conflict.columns(["org", "id"]).doUpdateSet(({ ref }) => ({
          state: ref("excluded.state"),
          opened_at: ref("excluded.opened_at"),
          resolved_at: ref("excluded.resolved_at"),
          body: ref("excluded.body"),
          revision: ref("excluded.revision"),
        })),
      )
      .execute();
  }
  for (const part of inParts(people)) {
    await db
      .insertInto("person")
      .values(part.map((memory) => ({ org, id: memory.id, memory: JSON.stringify(memory) })))
      .onConflict((conflict) =>
        conflict.columns(["org", "id"]).doUpdateSet(({ ref }) => ({ memory: ref("excluded.memory") })),
      )
      .execute();
  }
  await keepUndoings(db, org, result.undoings ?? [], now);
  await enqueue(db, org, result.posts ?? [], now);
  const memory = JSON.stringify(result.org);
  await db
    .insertInto("org_memory")
    .values({ org, memory })
    .onConflict((conflict) => conflict.column("org").doUpdateSet({ memory }))
    .execute();
  const row = { next: position.next, filter: position.filter, updated_at: position.updatedAt };
  await db
    .insertInto("position")
    .values({ org, ...row })
    .onConflict((conflict) => conflict.column("org").doUpdateSet(row))
    .execute();
}
