import { z } from "zod";
import { leaseMs } from "../ledger/lease.ts";
import type { SqlRunner } from "../ledger/sql-runner.ts";
import { type JobKind, jobKinds } from "../model/job-status.ts";
import type { ClaimedJob, Slot, WorkerName } from "./job.ts";

/** Where pg-boss keeps its tables, beside those of the ledger. */
export const schema = "plumbline_jobs";
/** The queue of what failed for good. */
export const deadQueue = "dead";

const inLeases = (moment: string): string =>
  `to_char((${moment}) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const leaseNow = inLeases("clock_timestamp()");
/** Text of SQL for when a lease ends that is taken now, by the database's time. */
export const leaseEnd = inLeases(`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`);

/** A worker that ended while it worked has ended so often by this job that the job may be why. */
const mostDeaths = 10;

/** Holds for the job `j` of a worker that does not hold the org any more: it ended, or lost its database. */
const isOrphan = `j.state = 'active' and not exists (select 1 from lease l
  where l.org = j.singleton_key and l.owner = j.output->>'worker' and l.expires_at > ${leaseNow})`;

const claimed = z.object({
  id: z.string(),
  name: z.enum(jobKinds),
  org: z.string(),
  due: z.string(),
  failures: z.number(),
  delay: z.coerce.number(),
});

/**
 * Marks the job that has waited longest as begun, of those whose org no other worker holds, and takes its org; one statement, so
 * that both happen or neither.
 *
 * pg-boss's own `fetch` is not used: its policies for one job a key let the oldest job, whose org is busy, keep all
 * others waiting, and it takes an error of the database for an empty queue (10.4.2).
 */
export async function claimRow(
  sql: SqlRunner,
  kinds: readonly JobKind[],
  { orgs, owner, holder }: WorkerName & { readonly orgs: readonly string[] },
): Promise<ClaimedJob | null> {
  const { rows } = await sql.executeSql(
    `with next as (
       select j.name, j.id, j.singleton_key as org from ${schema}.job j
       where j.name = any($1) and j.singleton_key = any($2) and j.state < 'active' and j.start_after <= now()
         and not exists (select 1 from lease l
           where l.org = j.singleton_key and l.owner <> $3 and l.expires_at > ${leaseNow})
         and not exists (select 1 from ${schema}.job a
           where a.name = j.name and a.singleton_key = j.singleton_key and a.state = 'active')
       order by j.start_after, j.id limit 1 for update skip locked
     ), held as (
       insert into lease (org, owner, holder, expires_at) select org, $3, $4, ${leaseEnd} from next
       on conflict (org) do update
         set owner = excluded.owner, holder = excluded.holder, expires_at = excluded.expires_at
         where lease.owner = excluded.owner or lease.expires_at <= ${leaseNow}
       returning org
     )
     update ${schema}.job j set state = 'active', started_on = now(), output = jsonb_build_object('worker', $3::text),
       retry_count = j.retry_count + case when j.started_on is null then 0 else 1 end
     from next, held where j.name = next.name and j.id = next.id and held.org = next.org
     returning j.id, j.name, j.singleton_key as org, j.data->>'due' as due, j.retry_count as failures,
       extract(epoch from (now() - j.start_after)) * 1000 as delay`,
    [kinds, orgs, owner, holder],
  );
  const row = claimed.optional().parse(rows[0]);
  if (row === undefined) return null;
  const { name: kind, due, delay, ...job } = row;
  return { ...job, kind, dueAt: new Date(due), delayMs: delay };
}

/**
 * How a job stands for this worker: `begun` and nobody else's; `done` by it, of which it may not have heard; or `lost` to
 * another. Nobody changes that until the transaction ends.
 */
export async function standingOf(
  sql: SqlRunner,
  { kind, id }: Slot,
  owner: string,
): Promise<"begun" | "done" | "lost"> {
  const { rows } = await sql.executeSql(
    `select state from ${schema}.job where name = $1 and id = $2 and output->>'worker' = $3 for update`,
    [kind, id, owner],
  );
  const state = z.object({ state: z.string() }).optional().parse(rows[0])?.state;
  return state === "active" ? "begun" : state === "completed" ? "done" : "lost";
}

/** Hands back all jobs that a worker has begun but these: it did not hear that it had the others. */
export async function keepOnlyRows(sql: SqlRunner, owner: string, kept: readonly Slot[]): Promise<void> {
  await sql.executeSql(
    `update ${schema}.job set state = 'created', started_on = null, output = null
     where name = any($1) and state = 'active' and output->>'worker' = $2 and id <> all($3::uuid[])`,
    [jobKinds, owner, kept.map(({ id }) => id)],
  );
  await sql.executeSql("delete from lease where owner = $1 and org <> all($2)", [
    owner,
    kept.map(({ org }) => org),
  ]);
}

/** Lets another worker begin a job anew, as if it had not been begun. */
export async function handBackRow(sql: SqlRunner, { kind, id }: Slot, owner: string): Promise<void> {
  await sql.executeSql(
    `update ${schema}.job set state = 'created', started_on = null, output = null
     where name = $1 and id = $2 and state = 'active' and output->>'worker' = $3`,
    [kind, id, owner],
  );
}

/**
 * Lets the jobs of workers that ended be begun anew, a little later each time; an end is no failure of the job. Those
 * that ended too many workers fail for good.
 *
 * @returns the latter
 */
export async function reclaimRows(
  sql: SqlRunner,
): Promise<{ readonly again: number; readonly hopeless: readonly (readonly [kind: string, id: string])[] }> {
  const deaths = "coalesce((j.data->>'deaths')::int, 0)";
  const { rows: again } = await sql.executeSql(
    `update ${schema}.job j set state = 'retry', started_on = null, output = null,
       start_after = now() + least(power(2, ${deaths}), 300) * interval '1 second',
       data = j.data || jsonb_build_object('deaths', ${deaths} + 1)
     where j.name = any($1) and ${deaths} < ${mostDeaths} and ${isOrphan} returning j.id`,
    [jobKinds],
  );
  const { rows: hopeless } = await sql.executeSql(
    `update ${schema}.job j set retry_count = retry_limit
     where j.name = any($1) and ${deaths} >= ${mostDeaths} and ${isOrphan} returning j.name, j.id`,
    [jobKinds],
  );
  const row = z.object({ name: z.string(), id: z.string() });
  return {
    again: again.length,
    hopeless: hopeless.map((one) => row.parse(one)).map(({ name, id }) => [name, id]),
  };
}

/** A success settles whatever failed for good before. */
export async function settleDead(sql: SqlRunner, { kind, org }: Slot): Promise<void> {
  await sql.executeSql(
    `delete from ${schema}.job where name = $1 and data->>'kind' = $2 and data->>'org' = $3`,
    [deadQueue, kind, org],
  );
}

/** Of these slots, those that were put into a queue some time, and those whose org has a job of the kind that is not done. */
export async function knownSlots(
  sql: SqlRunner,
  slots: readonly Slot[],
): Promise<{ readonly queued: ReadonlySet<string>; readonly busy: ReadonlySet<string> }> {
  const ids = slots.map(({ id }) => id);
  const { rows: queued } = await sql.executeSql(
    `select id from ${schema}.job where name = any($1) and id = any($2::uuid[])
     union all select id from ${schema}.archive where name = any($1) and id = any($2::uuid[])`,
    [jobKinds, ids],
  );
  const { rows: busy } = await sql.executeSql(
    `select name || ' ' || singleton_key as id from ${schema}.job
     where name = any($1) and singleton_key = any($2) and state < 'completed'`,
    [jobKinds, [...new Set(slots.map(({ org }) => org))]],
  );
  const one = z.object({ id: z.string() });
  const setOf = (rows: readonly unknown[]): ReadonlySet<string> =>
    new Set(rows.map((row) => one.parse(row).id));
  return { queued: setOf(queued), busy: setOf(busy) };
}

/**
 * Drops what the archive has of jobs that come every minute, all but the latest of each org and outcome: of these alone it is
 * asked whether they are done, and a year of the others would be hundreds of millions.
 */
export async function trimArchive(sql: SqlRunner): Promise<void> {
  await sql.executeSql(
    `delete from ${schema}.archive a using (
       select name, id, row_number() over (partition by name, singleton_key, state order by created_on desc, id) as place
       from ${schema}.archive where name = any($1)
     ) ranked where a.name = ranked.name and a.id = ranked.id and ranked.place > 1`,
    [jobKinds.filter((kind) => kind !== "check")],
  );
}
