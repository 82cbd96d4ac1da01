import type { Kysely, Transaction } from "kysely";
import type { AuditEntry } from "../model/audit.ts";
import { raiseRevision } from "./revisions.ts";
import type { Tables } from "./tables.ts";

/** Keeps an entry, or what became of one that is kept already. */
export async function keepAudit(db: Transaction<Tables>, org: string, entry: AuditEntry): Promise<void> {
  const { id, at, who, action, about, outcome } = entry;
  await db
    .insertInto("audit")
    .values({ org, id, at, who, action, about, outcome })
    .onConflict((conflict) => conflict.columns(["org", "id"]).doUpdateSet({ about, outcome }))
    .execute();
  await raiseRevision(db, org, "audit");
}

/** The latest entries, latest first. */
export async function readAudit(
  db: Kysely<Tables>,
  org: string,
  atMost: number,
): Promise<readonly AuditEntry[]> {
  return db
    .selectFrom("audit")
    .select(["id", "at", "who", "action", "about", "outcome"])
    .where("org", "=", org)
    .orderBy("at", "desc")
    .orderBy("id")
    .limit(atMost)
    .execute();
}
