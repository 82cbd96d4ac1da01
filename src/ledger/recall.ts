import type { Kysely } from "kysely";
import { fromRow } from "./alert-row.ts";
import { inParts } from "./in-parts.ts";
import type { Recollection, RecollectionRequest } from "./ledger.ts";
import { emptyOrgMemory, type OrgMemory, type PersonMemory } from "./memory.ts";
import { parseOrgMemory, parsePerson } from "./memory-row.ts";
import type { Tables } from "./tables.ts";
import { readUndoings } from "./undoing-rows.ts";

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
  const undoings = await readUndoings(db, org, wanted.subjects ?? []);
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
  return { seen, records: rows.map(fromRow), people, org: await recallOrg(db, org), undoings };
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
