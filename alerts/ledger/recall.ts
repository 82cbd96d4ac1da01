import type { Kysely } from "kysely";
import { fromAlertRow } from "./alert-record.ts";
import type { PersonMemory, Recollection, RecollectionRequest } from "./ledger.ts";
import type { Tables } from "./tables.ts";

/** SQLite takes 32,766 values in a statement, PostgreSQL 65,535; a row has five at most. */
const rowsAtOnce = 1000;

/** Parts of a list that fit into one statement. */
export function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += rowsAtOnce) yield items.slice(start, start + rowsAtOnce);
}

/** Reads what a run has to know. */
export async function recall(
  db: Kysely<Tables>,
  org: string,
  wanted: RecollectionRequest,
): Promise<Recollection> {
  const seen = new Set<string>();
  for (const uuids of inParts(wanted.uuids)) {
    const rows = await db
      .selectFrom("seen_event")
      .select("uuid")
      .where("org", "=", org)
      .where("uuid", "in", uuids)
      .execute();
    for (const { uuid } of rows) seen.add(uuid);
  }
  const people = new Map<string, PersonMemory>();
  for (const ids of inParts(wanted.people)) {
    const rows = await db
      .selectFrom("person")
      .select(["id", "memory"])
      .where("org", "=", org)
      .where("id", "in", ids)
      .execute();
    for (const { id, memory } of rows) people.set(id, JSON.parse(memory));
  }
  const rows = await db
    .selectFrom("alert")
    .select(["id", "body"])
    .where("org", "=", org)
    .orderBy("opened_at")
    .orderBy("id")
    .execute();
  return { seen, people, alerts: rows.map(fromAlertRow) };
}
