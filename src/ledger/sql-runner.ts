import { CompiledQuery, type Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** Runs statements of somebody else's, such as a job queue that lives in the same database. */
export interface SqlRunner {
  executeSql(text: string, values?: readonly unknown[]): Promise<{ readonly rows: unknown[] }>;
}

/** Statements of others over a database of ours, or within a transaction of it. */
export function sqlRunner(db: Kysely<Tables>): SqlRunner {
  return {
    executeSql: async (text, values = []) => {
      const { rows } = await db.executeQuery(CompiledQuery.raw(text, [...values]));
      return { rows };
    },
  };
}
