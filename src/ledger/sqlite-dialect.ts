import { setTimeout as sleep } from "node:timers/promises";
import {
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import Database from "libsql";
import { keepingStatements } from "./kept-statements.ts";
import { driverCode } from "./sqlite-code.ts";

/** For the moments in which SQLite locks by itself (a checkpoint); waiting then blocks the whole process. */
const blockingTimeoutMs = 2_000;
const writerTimeoutMs = 10_000;
const writerRetryMs = 20;

const isBusy = (error: unknown): boolean => driverCode(error).startsWith("SQLITE_BUSY");

/**
 * Takes the write lock where a transaction starts: one that reads first and writes later would fail, rather than
 * wait, when another runner wrote in between (https://www.sqlite.org/wal.html, section 2.2 on SQLITE_BUSY). It waits
 * for its turn without blocking the process, or a writer in the same one might never come to its end.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: () => Database.Database;

  constructor(database: () => Database.Database) {
    super({ database: async () => keepingStatements(database()) });
    this.#database = database;
  }

  /**
   * Leaves one whole file, so that a copy of it (a CI cache) has everything: what is still in `-wal` is written over
   * and `-wal` emptied. Another runner that has the file open does that itself when it closes.
   */
  override async destroy(): Promise<void> {
    try {
      this.#database().pragma("wal_checkpoint(TRUNCATE)");
    } finally {
      await super.destroy();
    }
  }

  /** SQLite itself ends a transaction for which there is no room; what went wrong first is what counts. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database().inTransaction) await super.rollbackTransaction(connection);
  }

  override async beginTransaction(): Promise<void> {
    for (let waited = 0; ; waited += writerRetryMs) {
      try {
        beginAtOnce(this.#database());
        return;
      } catch (error) {
        if (!isBusy(error) || waited >= writerTimeoutMs) throw error;
      }
      await sleep(writerRetryMs);
    }
  }
}

/** Not as a prepared statement: one that failed stays open in libsql, and then nothing can be committed. */
function beginAtOnce(database: Database.Database): void {
  database.pragma("busy_timeout = 0");
  try {
    database.exec("begin immediate");
  } finally {
    database.pragma(`busy_timeout = ${blockingTimeoutMs}`);
  }
}

/**
 * SQLite through libsql, whose binary comes with the package. WAL lets `alerts list` read while a run writes;
 * `synchronous = FULL` makes what is committed outlive a power cut.
 *
 * @param path of a file in a folder that exists; the file is made when there is none
 */
export function sqliteDialect(path: string): Dialect {
  let database: Database.Database | null = null;
  const open = () => {
    database ??= openFile(path);
    return database;
  };
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ImmediateDriver(open),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function openFile(path: string): Database.Database {
  const database = new Database(path, { timeout: blockingTimeoutMs });
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  return database;
}
