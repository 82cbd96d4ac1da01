import { CompiledQuery, type Kysely, type Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** Runs statements of somebody else's, such as a job queue that lives in the same database. */
export interface SqlRunner {
  executeSql(text: string, values?: readonly unknown[]): Promise<{ readonly rows: unknown[] }>;
}

/** Statements of others within a transaction of ours. */
export function sqlRunner(db: Transaction<Tables>): SqlRunner {
  return { executeSql: (text, values = []) => run(db, text, values) };
}

/** The same over a database: each on its own, or with a transaction of its own in its text, of which nothing is left when it fails. */
export function openSqlRunner(db: Kysely<Tables>): SqlRunner {
  return {
    executeSql: (text, values = []) =>
      db.connection().execute(async (connection) => {
        try {
          return await run(connection, text, values);
        } catch (error) {
          // The next one to get this connection must not find itself in a transaction that failed.
          await run(connection, "rollback", []).catch(() => {});
          throw error;
        }
      }),
  };
}

async function run(
  db: Kysely<Tables>,
  text: string,
  values: readonly unknown[],
): Promise<{ rows: unknown[] }> {
  const { rows } = await db.executeQuery(CompiledQuery.raw(text, [...values]));
  return { rows };
}
