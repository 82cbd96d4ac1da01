import { z } from "zod";
import type { Ledger } from "../ledger/ledger.ts";
import { type JobStatus, jobKinds } from "../model/job-status.ts";
import { deadQueue, schema } from "./job-rows.ts";

const text = z.string().nullable();
const row = z.object({
  org: z.string(),
  kind: z.enum(jobKinds),
  state: text,
  since: text,
  worker: text,
  done_at: text,
  failures: z.coerce.number(),
  code: text,
  message: text,
  dead: z.coerce.number(),
});

const iso = (moment: string): string =>
  `to_char((${moment}) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** One row for each org and kind that was ever in line: what goes on, what was done last, what failed for good. */
const query = `
  with known as (
    select name, singleton_key, state, start_after, started_on, completed_on, retry_count, output
      from ${schema}.job where name = any($1)
    union all select name, singleton_key, state, start_after, started_on, completed_on, retry_count, output
      from ${schema}.archive where name = any($1)
  ), going as (
    select distinct on (name, singleton_key) * from known where state < 'completed' order by name, singleton_key, state desc
  ), done as (
    select name, singleton_key, max(completed_on) filter (where state = 'completed') as at from known group by 1, 2
  ), dead as (
    select data->>'kind' as name, data->>'org' as singleton_key, count(*) as amount,
      (array_agg(output order by created_on desc))[1] as output
    from ${schema}.job where name = '${deadQueue}' group by 1, 2
  )
  select done.singleton_key as org, done.name as kind, going.state,
    ${iso("case when going.state = 'active' then going.started_on else going.start_after end")} as since,
    lease.holder as worker, ${iso("done.at")} as done_at, coalesce(going.retry_count, 0) as failures,
    coalesce(going.output->>'code', dead.output->>'code') as code,
    coalesce(going.output->>'message', dead.output->>'message') as message, coalesce(dead.amount, 0) as dead
  from done
    left join going using (name, singleton_key)
    left join dead using (name, singleton_key)
    left join lease on lease.org = done.singleton_key and going.state = 'active'
  order by org, kind`;

/**
 * How the jobs of these orgs stand; nothing where no worker has used this ledger yet.
 *
 * @throws PlumblineError LEDGER_*
 */
export async function jobStatus(
  { sql }: Pick<Ledger, "sql">,
  orgs: readonly string[],
): Promise<readonly JobStatus[]> {
  const { rows: there } = await sql.executeSql(`select to_regclass('${schema}.job') is not null as there`);
  if (!z.object({ there: z.boolean() }).parse(there[0]).there) return [];
  const { rows } = await sql.executeSql(query, [jobKinds]);
  return rows
    .map((one) => row.parse(one))
    .filter(({ org }) => orgs.includes(org))
    .map(({ state, done_at, code, message, ...rest }) => ({
      ...rest,
      state: stateOf(state, code),
      doneAt: done_at,
      error: code === null ? null : { code, message: message ?? "" },
    }));
}

function stateOf(state: string | null, code: string | null): JobStatus["state"] {
  if (state === "active") return "running";
  if (state === null) return code === null ? "idle" : "failing";
  return code === null ? "waiting" : "failing";
}
