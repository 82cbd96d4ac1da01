import { type Kysely, PostgresAdapter, sql, type Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** Any number, the same for every runner: it names the locks of all ledgers in one database. */
const lockKey = 727_566_001;

/** Whether the engine lets several write at once. */
export const isShared = (db: Kysely<Tables>): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

type Work<Result> = (transaction: Transaction<Tables>) => Promise<Result>;

/**
 * One transaction on what is kept of some orgs, with no other writer of these orgs beside it: what it reads is then still true
 * when it writes. SQLite has one writer anyway. PostgreSQL has one an org, by a lock that ends with the transaction, and
 * with the connection of a runner that died; orgs do not wait for each other.
 *
 * @param orgs all that are written: one more, asked for later, might be held by who waits for one of these
 */
export const writeOrgs = <Result>(
  db: Kysely<Tables>,
  orgs: readonly string[],
  work: Work<Result>,
): Promise<Result> =>
  db.transaction().execute(async (transaction) => {
    if (isShared(db)) {
      await sql`select pg_advisory_xact_lock_shared(${lockKey})`.execute(transaction);
      // In one order, or two who want the same orgs might wait for each other.
      for (const org of [...new Set(orgs)].toSorted()) {
        await sql`select pg_advisory_xact_lock(hashtextextended(${org}, ${lockKey}))`.execute(transaction);
      }
    }
    return work(transaction);
  });

/** The same for one org. */
export const writeOrg = <Result>(db: Kysely<Tables>, org: string, work: Work<Result>): Promise<Result> =>
  writeOrgs(db, [org], work);

/** One transaction with no other writer of the ledger beside it, whatever the org. */
export const writeAll = <Result>(db: Kysely<Tables>, work: Work<Result>): Promise<Result> =>
  db.transaction().execute(async (transaction) => {
    if (isShared(db)) await sql`select pg_advisory_xact_lock(${lockKey})`.execute(transaction);
    return work(transaction);
  });
