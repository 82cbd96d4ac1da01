import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/** Texts that change whenever what they stand for does, at a fraction of the cost of reading it. */
export interface LedgerStamp {
  readonly alerts: string;
  readonly runs: string;
}

/** Reads the stamps of an org. An alert that changed without changing its state changed its length, or its last event. */
export async function readStamp(db: Kysely<Tables>, org: string): Promise<LedgerStamp> {
  const alerts = await db
    .selectFrom("alert")
    .select(({ fn }) => [
      "state",
      fn.countAll().as("amount"),
      fn.max("opened_at").as("opened"),
      fn.max("resolved_at").as("resolved"),
      sql<number>`sum(length(body))`.as("size"),
    ])
    .where("org", "=", org)
    .groupBy("state")
    .orderBy("state")
    .execute();
  const runs = await db
    .selectFrom("report")
    .select(({ fn }) => [fn.countAll().as("amount"), fn.max("finished_at").as("latest")])
    .where("org", "=", org)
    .execute();
  return { alerts: JSON.stringify(alerts.map(asTexts)), runs: JSON.stringify(runs.map(asTexts)) };
}

/** PostgreSQL counts in big integers, SQLite in numbers. */
const asTexts = (row: object): readonly string[] => Object.values(row).map(String);
