import type { CreateTableBuilder, Kysely, Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** One step from a version of the ledger to the next; never changed once released. */
type Migration = (transaction: Transaction<Tables>) => Promise<void>;

const text = "text";

async function createTable(
  db: Kysely<Tables>,
  name: string,
  key: readonly string[],
  others: readonly string[],
) {
  let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const column of [...key, ...others]) {
    table = table.addColumn(column, text, (definition) => definition.notNull());
  }
  await table.addPrimaryKeyConstraint(`${name}_key`, [...key]).execute();
}

/** The step at index n makes version n + 1. */
export const migrations: readonly Migration[] = [
  async (db) => {
    await createTable(db, "lease", ["org"], ["owner", "holder", "expires_at"]);
    await createTable(db, "position", ["org"], ["next", "filter", "updated_at"]);
    await createTable(db, "seen_event", ["org", "uuid"], ["published"]);
    await db.schema
      .createIndex("seen_event_published")
      .on("seen_event")
      .columns(["org", "published"])
      .execute();
    await createTable(db, "alert", ["org", "id"], ["state", "opened_at", "resolved_at", "body"]);
    await db.schema.createIndex("alert_state").on("alert").columns(["org", "state"]).execute();
    await createTable(db, "person", ["org", "id"], ["memory"]);
    await createTable(db, "org_memory", ["org"], ["memory"]);
  },
  async (db) => {
    await createTable(
      db,
      "post",
      ["org", "alert", "destination", "turn"],
      ["state", "rank", "status", "attempts", "created_at", "next_attempt_at", "last_error", "body"],
    );
    await db.schema
      .createIndex("post_waiting")
      .on("post")
      .columns(["org", "status", "destination", "next_attempt_at"])
      .execute();
  },
  async (db) => {
    await createTable(db, "report", ["org", "id"], ["finished_at", "body"]);
    await db.schema.createIndex("report_finished").on("report").columns(["org", "finished_at"]).execute();
  },
  async (db) => {
    await createTable(db, "undoing", ["org", "subject", "event_type"], ["at", "by_whom"]);
    await db.schema.createIndex("undoing_at").on("undoing").columns(["org", "at"]).execute();
  },
  async (db) => {
    for (const column of ["head", "view"]) {
      await db.schema
        .alterTable("report")
        .addColumn(column, text, (definition) => definition.notNull().defaultTo(""))
        .execute();
    }
  },
  async (db) => {
    await createTable(db, "audit", ["org", "id"], ["at", "who", "action", "about", "outcome"]);
    await db.schema.createIndex("audit_at").on("audit").columns(["org", "at"]).execute();
  },
  async (db) => {
    await createTable(db, "revision", ["org", "of"], ["number"]);
    await db.schema
      .alterTable("alert")
      .addColumn("revision", text, (definition) => definition.notNull().defaultTo(""))
      .execute();
    await db.schema.createIndex("alert_revision").on("alert").columns(["org", "revision"]).execute();
  },
  async (db) => {
    await createTable(
      db,
      "proof_chain",
      ["org"],
      ["id", "next", "filter", "read_to", "position", "reads_everybody"],
    );
    await createTable(db, "proof", ["org", "person"], ["body", "proven_at", "chain", "position", "view"]);
    await createTable(db, "proof_body", ["org", "id"], ["body"]);
  },
  async (db) => {
    await createTable(db, "roster_state", ["org"], ["chain", "read_at", "searched_to", "asked"]);
    await createTable(db, "roster", ["org", "person"], ["body"]);
  },
  async (db) => {
    await createTable(db, "standard", ["org", "framework", "id"], ["finished_at", "head", "body", "people"]);
    await db.schema.createIndex("standard_finished").on("standard").columns(["org", "finished_at"]).execute();
  },
  async (db) => {
    await createTable(
      db,
      "silent_change",
      ["org", "person"],
      ["before", "proven_at", "chain", "position", "view", "now"],
    );
  },
];
