import PgBoss from "pg-boss";
import { z } from "zod";
import type { Ledger } from "../ledger/ledger.ts";
import type { SqlRunner } from "../ledger/sql-runner.ts";
import { PlumblineError } from "../model/errors.ts";
import { type JobKind, jobKinds } from "../model/job-status.ts";
import type { ClaimedJob, JobFailure, Slot, WorkerName } from "./job.ts";
import {
  claimRow,
  deadQueue,
  handBackRow,
  keepOnlyRows,
  knownSlots,
  leaseEnd,
  reclaimRows,
  schema,
  settleDead,
  standingOf,
  trimArchive,
} from "./job-rows.ts";

/** Queue of jobs that workers on any number of machines share. */
export interface JobQueue {
  /** The clock that all workers share: the database's. */
  now(): Promise<Date>;
  /** Puts slots in line, each once whoever does it; one whose org is not done with the last one waits. The ids of those in line. */
  plan(slots: readonly Slot[]): Promise<ReadonlySet<string>>;
  /** Takes the job that has waited longest, and its org with it; null where there is none to take. */
  claim(kinds: readonly JobKind[], orgs: readonly string[]): Promise<ClaimedJob | null>;
  /**
   * Ends a job well.
   *
   * @param sql a transaction that writes what the job is for: both happen, or neither
   * @throws PlumblineError LEDGER_LEASE_LOST when it is not this worker's any more
   */
  complete(job: Slot, sql?: SqlRunner): Promise<void>;
  /** Ends a job that could not be done: it is tried again, ever later, and at last put among the dead. */
  fail(job: Slot, failure: JobFailure): Promise<void>;
  /** Lets another worker do it, now. */
  handBack(job: Slot): Promise<void>;
  /** Hands back whatever this worker has but these: what it may have been given without hearing of it. */
  keepOnly(jobs: readonly Slot[]): Promise<void>;
  /** Tidies up, and lets jobs of workers that ended be done by others. @param isGone knows processes of this machine that ended */
  reclaim(isGone: (holder: string) => boolean): Promise<void>;
  /** Holds on to the orgs of this worker for another minute; those that it still has. */
  renew(): Promise<ReadonlySet<string>>;
  release(org: string): Promise<void>;
  close(): Promise<void>;
}

/** Half a minute, one, two, … up to half an hour: an hour of tries in all. */
const retries = { retryLimit: 6, retryDelay: 30, retryBackoff: true } as const;
/** Longer than any job may take: a worker that ended is told by its lease, long before. */
const expireInSeconds = 23 * 3600;

/** One worker at a time: two of them that make its tables at once fail on each other (10.4.2). */
const makeQueues = (boss: PgBoss, ledger: Ledger): Promise<void> =>
  ledger.transact(async (transaction) => {
    await transaction.executeSql(`select pg_advisory_xact_lock(hashtext('${schema}'))`);
    await boss.start();
    await boss.createQueue(deadQueue, { name: deadQueue });
    for (const name of jobKinds) {
      await boss.createQueue(name, { name, ...retries, expireInSeconds, deadLetter: deadQueue });
    }
  });

/**
 * Opens the queue in a ledger, and makes it where there is none.
 *
 * @throws PlumblineError LEDGER_*
 */
export async function openJobQueue(ledger: Ledger, worker: WorkerName): Promise<JobQueue> {
  const { sql } = ledger;
  const boss = new PgBoss({
    db: { executeSql: (text: string, values: unknown[]) => sql.executeSql(text, values) },
    schema,
    schedule: false,
    // Jobs that are done are looked for by their ids alone, which the archive keeps for as long as the longest period.
    archiveCompletedAfterSeconds: 600,
    deleteAfterDays: 100,
  });
  // Trouble that its housekeeping meets, every statement of ours meets as well, and says.
  boss.on("error", () => {});
  // Its housekeeping would keep a worker from its end. The database is the ledger's, who closes it.
  const close = () => boss.stop({ graceful: false, close: false });
  try {
    await makeQueues(boss, ledger);
  } catch (error) {
    await close();
    throw error;
  }
  const inOne = <Result>(
    sql: SqlRunner | undefined,
    work: (sql: SqlRunner) => Promise<Result>,
  ): Promise<Result> => (sql === undefined ? ledger.transact(work) : work(sql));
  const { owner } = worker;
  const isToEnd = async (sql: SqlRunner, job: Slot): Promise<boolean> => {
    const standing = await standingOf(sql, job, owner);
    if (standing !== "lost") return standing === "begun";
    throw new PlumblineError(
      "LEDGER_LEASE_LOST",
      `another worker took over ${job.org} while this one paused`,
      {
        remedy: "nothing was lost or doubled: the other one does it",
      },
    );
  };
  const bossOn = (sql: SqlRunner) => ({
    db: { executeSql: (text: string, values: unknown[]) => sql.executeSql(text, values) },
  });
  return {
    async now() {
      const { rows } = await sql.executeSql("select clock_timestamp() as now");
      return z.object({ now: z.date() }).parse(rows[0]).now;
    },
    async plan(slots) {
      if (slots.length === 0) return new Set();
      const { queued, busy } = await knownSlots(sql, slots);
      const fresh = slots.filter(({ id, kind, org }) => !queued.has(id) && !busy.has(`${kind} ${org}`));
      await boss.insert(
        fresh.map(({ id, kind, org, dueAt }) => ({
          id,
          name: kind,
          singletonKey: org,
          startAfter: dueAt.toISOString(),
          data: { kind, org, due: dueAt.toISOString() },
        })),
      );
      return new Set([...queued, ...fresh.map(({ id }) => id)]);
    },
    claim: (kinds, orgs) => claimRow(sql, kinds, { ...worker, orgs }),
    complete: (job, within) =>
      inOne(within, async (sql) => {
        if (!(await isToEnd(sql, job))) return;
        await boss.complete(job.kind, job.id, { worker: owner }, bossOn(sql));
        await settleDead(sql, job);
      }),
    fail: (job, failure) =>
      ledger.transact(async (sql) => {
        if (await isToEnd(sql, job)) await boss.fail(job.kind, job.id, failure, bossOn(sql));
      }),
    handBack: (job) => handBackRow(sql, job, owner),
    keepOnly: (jobs) => ledger.transact((transaction) => keepOnlyRows(transaction, owner, jobs)),
    async reclaim(isGone) {
      const { rows } = await sql.executeSql("select distinct holder from lease");
      const holders = rows.map((row) => z.object({ holder: z.string() }).parse(row).holder);
      const gone = holders.filter(isGone);
      if (gone.length > 0) await sql.executeSql("delete from lease where holder = any($1)", [gone]);
      await trimArchive(sql);
      await ledger.transact(async (transaction) => {
        const { hopeless } = await reclaimRows(transaction);
        for (const [kind, id] of hopeless) await boss.fail(kind, id, endedWorkers, bossOn(transaction));
      });
    },
    async renew() {
      const { rows } = await sql.executeSql(
        `update lease set expires_at = ${leaseEnd} where owner = $1 returning org`,
        [owner],
      );
      return new Set(rows.map((row) => z.object({ org: z.string() }).parse(row).org));
    },
    async release(org) {
      await sql.executeSql("delete from lease where org = $1 and owner = $2", [org, owner]);
    },
    close,
  };
}

const endedWorkers: JobFailure = {
  code: "WORKER_ENDED",
  message:
    "ten workers ended while they did it, by themselves or by force: it may want more memory than they have",
};
