import { type Kysely, sql, type Transaction } from "kysely";
import type { AlertRecord } from "./alert-record.ts";
import { fromRow } from "./alert-row.ts";
import type { Tables } from "./tables.ts";

/** Kinds of things whose changes are counted, so that whoever keeps them knows when to read again. */
type Revised = "alerts" | "runs" | "audit" | "standards";

/** Texts that change whenever what they stand for does, at a fraction of the cost of reading it. */
export type LedgerStamp = Readonly<Record<Revised, string>>;

/** Longer than any count: revisions of alerts are compared as text. */
const digits = 12;

/**
 * Counts a change. An org has one writer at a time, so that numbers become visible in their order.
 *
 * @returns the number, as text that sorts
 */
export async function raiseRevision(db: Transaction<Tables>, org: string, of: Revised): Promise<string> {
  const { number } = await db
    .insertInto("revision")
    .values({ org, of, number: "1" })
    .onConflict((conflict) =>
      conflict.columns(["org", "of"]).doUpdateSet({
        number: sql<string>`cast(cast(revision.number as integer) + 1 as text)`,
      }),
    )
    .returning("number")
    .executeTakeFirstOrThrow();
  return number.padStart(digits, "0");
}

/** Reads the stamps of an org. */
export async function readStamp(db: Kysely<Tables>, org: string): Promise<LedgerStamp> {
  const rows = await db.selectFrom("revision").select(["of", "number"]).where("org", "=", org).execute();
  const numberOf = (wanted: Revised) => rows.find(({ of }) => of === wanted)?.number ?? "0";
  return {
    alerts: numberOf("alerts"),
    runs: numberOf("runs"),
    audit: numberOf("audit"),
    standards: numberOf("standards"),
  };
}

/** Alerts that changed after a revision, and the revision that they go up to. */
export interface ChangedRecords {
  readonly revision: string;
  /** Oldest first. */
  readonly records: readonly AlertRecord[];
}

/** The alerts of an org that changed after a revision; null: all of them. */
export async function readChanged(
  db: Kysely<Tables>,
  org: string,
  after: string | null,
): Promise<ChangedRecords> {
  const all = db.selectFrom("alert").select(["id", "body", "revision"]).where("org", "=", org);
  const rows = await (after === null ? all : all.where("revision", ">", after))
    .orderBy("opened_at")
    .orderBy("id")
    .execute();
  const latest = rows.reduce((most, { revision }) => (revision > most ? revision : most), after ?? "");
  return { revision: latest, records: rows.map(fromRow) };
}
