import type { SqliteDatabase, SqliteStatement } from "kysely";

/** Characters of a statement that writes many rows; shorter ones are not worth keeping. */
const longFrom = 2000;
const mostKept = 4;

/**
 * Prepares statements that write many rows once for all parts of a list. libsql frees a prepared statement when V8 collects
 * it, and V8 does not know how large it is: a list of a million people, a thousand at a time, held 600 MB of them.
 */
export function keepingStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  const untilItFails = (sql: string, statement: SqliteStatement): SqliteStatement => ({
    reader: statement.reader,
    all: (parameters) => statement.all(parameters),
    iterate: (parameters) => statement.iterate(parameters),
    run: (parameters) => {
      try {
        return statement.run(parameters);
      } catch (error) {
        // One that failed stays open in libsql: it must not be run again.
        kept.delete(sql);
        throw error;
      }
    },
  });
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const known = kept.get(sql);
      if (known !== undefined) return known;
      const statement = database.prepare(sql);
      if (sql.length < longFrom || statement.reader) return statement;
      const [oldest] = kept.keys();
      if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
      const one = untilItFails(sql, statement);
      kept.set(sql, one);
      return one;
    },
  };
}
