import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type TransactionSettings,
} from "kysely";
import pg from "pg";

const connectTimeoutMs = 10_000;
const lockTimeoutMs = 10_000;
/** Any number, the same for every runner: it names the lock of all ledgers in one database. */
const lockKey = 727_566_001;

/**
 * Lets one writer in at a time, as SQLite does: what a transaction read is then still true when it writes. The lock
 * ends with the transaction, and with the connection of a runner that died. A transaction that says how it is isolated
 * locks its rows itself, and waits for no other.
 */
class OneWriterDriver extends PostgresDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    if (settings.isolationLevel !== undefined) return super.beginTransaction(connection, settings);
    await connection.executeQuery(CompiledQuery.raw("begin"));
    try {
      await connection.executeQuery(CompiledQuery.raw(`select pg_advisory_xact_lock(${lockKey})`));
    } catch (error) {
      // A transaction that did not begin is ended by nobody else, and the next one would find itself in it.
      await this.rollbackTransaction(connection).catch(() => {});
      throw error;
    }
  }
}

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
    createDriver: () => new OneWriterDriver({ pool: open }),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
