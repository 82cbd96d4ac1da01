import type { Kysely } from "kysely";
import { emptyOrgMemory, type OrgMemory, type PersonMemory } from "../memory.ts";
import { fromRow } from "./alert-row.ts";
import type { Recollection, RecollectionRequest } from "./ledger.ts";
import { parseOrgMemory, parsePerson } from "./memory-row.ts";
import type { Tables } from "./tables.ts";

/** SQLite takes 32,766 values in a statement, PostgreSQL 65,535; a row has twelve at most. */
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
    for (const { id, memory } of rows) people.set(id, parsePerson(id, memory));
  }
  const rows = await db
    .selectFrom("alert")
    .select(["id", "body"])
    .where("org", "=", org)
    .where(({ eb, or }) =>
      or([eb("state", "!=", "resolved"), eb("resolved_at", ">=", wanted.resolvedSince.toISOString())]),
    )
    .orderBy("opened_at")
    .orderBy("id")
    .execute();
  return { seen, records: rows.map(fromRow), people, org: await recallOrg(db, org) };
}

async function recallOrg(db: Kysely<Tables>, org: string): Promise<OrgMemory> {
  const row = await db.selectFrom("org_memory").select("memory").where("org", "=", org).executeTakeFirst();
  return row === undefined ? emptyOrgMemory : parseOrgMemory(org, row.memory);
}

/** Everything that is remembered of an org and its people. */
export async function recallAll(
  db: Kysely<Tables>,
  org: string,
): Promise<{ readonly people: readonly PersonMemory[]; readonly org: OrgMemory }> {
  const rows = await db.selectFrom("person").select(["id", "memory"]).where("org", "=", org).execute();
  return {
    people: rows.map(({ id, memory }) => parsePerson(id, memory)),
    org: await recallOrg(db, org),
  };
}
