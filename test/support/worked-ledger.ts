import type { Ledger } from "../../src/ledger/ledger.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";

/** Jobs, done and still to be done, of a ledger that workers share. */
const jobs = `(select name, singleton_key, state, data, start_after, started_on, completed_on, output from plumbline_jobs.job
  union all select name, singleton_key, state, data, start_after, started_on, completed_on, output from plumbline_jobs.archive) j`;

/** Opens a ledger that workers are about to share, and that may be away now and then. */
export async function workedLedger(place: string): Promise<Ledger> {
  const ledger = await openLedger(place, { create: true });
  await ledger.sql.executeSql("select 1");
  return ledger;
}

const rowsOf = async <Row>(ledger: Ledger, text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  (await ledger.sql.executeSql(text, values)).rows as Row[];

/** When the latest check of each org that was done was due, in epoch milliseconds. */
export async function newestCheck(ledger: Ledger): Promise<ReadonlyMap<string, number>> {
  const [there] = await rowsOf<{ there: boolean }>(
    ledger,
    "select to_regclass('plumbline_jobs.archive') is not null as there",
  );
  if (there?.there !== true) return new Map();
  const rows = await rowsOf<{ org: string; due: string }>(
    ledger,
    `select singleton_key as org, max(data->>'due') as due from ${jobs} where name = 'check' and state = 'completed' group by 1`,
  );
  return new Map(rows.map(({ org, due }) => [org, Date.parse(due)]));
}

/** How many checks of each org were done that were due from one time to another. */
export async function checksDone(ledger: Ledger, from: Date, to: Date): Promise<ReadonlyMap<string, number>> {
  const rows = await rowsOf<{ org: string; amount: string }>(
    ledger,
    `select singleton_key as org, count(*) as amount from ${jobs}
     where name = 'check' and state = 'completed' and data->>'due' > $1 and data->>'due' <= $2 group by 1`,
    [from.toISOString(), to.toISOString()],
  );
  return new Map(rows.map(({ org, amount }) => [org, Number(amount)]));
}

/** How long jobs waited that were due from one time to another, in seconds. */
export async function startDelays(
  ledger: Ledger,
  from: Date,
  to: Date,
): Promise<{ readonly p50: number; readonly p99: number }> {
  const [row] = await rowsOf<{ p50: number; p99: number }>(
    ledger,
    `select percentile_cont(0.5) within group (order by extract(epoch from started_on - start_after)) as p50,
       percentile_cont(0.99) within group (order by extract(epoch from started_on - start_after)) as p99
     from ${jobs} where state = 'completed' and name in ('check', 'watch') and data->>'due' > $1 and data->>'due' <= $2`,
    [from.toISOString(), to.toISOString()],
  );
  const short = (seconds: number | undefined): number => Math.round(Number(seconds) * 100) / 100;
  return { p50: short(row?.p50), p99: short(row?.p99) };
}

/** How many jobs were given up since ten workers in a row ended while they did them; their next period began anew. */
export async function jobsOfEndedWorkers(ledger: Ledger): Promise<number> {
  const [row] = await rowsOf<{ amount: string }>(
    ledger,
    `select count(*) as amount from ${jobs} where state = 'failed' and output->>'code' = 'WORKER_ENDED'`,
  );
  return Number(row?.amount);
}

/** Things that nobody works on any more, and that should not be there. */
export async function jobsLeft(ledger: Ledger): Promise<Readonly<Record<string, number>>> {
  const [row] = await rowsOf<Record<string, string>>(
    ledger,
    `select (select count(*) from plumbline_jobs.job where state = 'active') as active,
       (select count(*) from ${jobs} where state = 'failed' and output->>'code' <> 'WORKER_ENDED') as failed,
       (select count(*) from plumbline_jobs.job where name = 'dead') as dead, (select count(*) from lease) as leases`,
  );
  return Object.fromEntries(Object.entries(row ?? {}).map(([key, value]) => [key, Number(value)]));
}
