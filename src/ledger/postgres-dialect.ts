import {
  type Dialect,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from "kysely";
import pg from "pg";

const connectTimeoutMs = 10_000;
const lockTimeoutMs = 10_000;
/** PostgreSQL, for runners on several machines that share a ledger. @param url `postgres://user@host/database` */
export function postgresDialect(url: string): Dialect {
  const open = async () => {
    const pool = new pg.Pool({
      connectionString: url,
      max: 4,
      connectionTimeoutMillis: connectTimeoutMs,
      lock_timeout: lockTimeoutMs,
      application_name: "plumbline",
    });
    // A connection that the server drops must not end the process, neither an idle one nor one between two statements of a
    // transaction: the next query says what is wrong.
    pool.on("error", () => {});
    pool.on("connect", (client) => {
      client.on("error", () => {});
    });
    return pool;
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PostgresDriver({ pool: open }),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
