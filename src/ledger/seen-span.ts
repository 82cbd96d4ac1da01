import type { Kysely } from "kysely";
import type { SeenSpan } from "./ledger.ts";
import { streamedMark } from "./streamed-mark.ts";
import type { Tables } from "./tables.ts";

/** Reads which events of an org, published after one moment and up to another, were handled. ISO 8601, UTC. */
export async function readSeenSpan(
  db: Kysely<Tables>,
  org: string,
  { after, until }: { readonly after: string; readonly until: string },
): Promise<SeenSpan> {
  const meant = db
    .selectFrom("seen_event")
    .where("org", "=", org)
    .where("published", ">", after)
    .where("published", "<=", until)
    // Nobody but a stream has told of these.
    .where("uuid", "not like", `${streamedMark}%`);
  const counted = await meant.select(({ fn }) => fn.countAll().as("amount")).executeTakeFirst();
  const events = meant.select(["uuid", "published"]).limit(1);
  const first = await events.orderBy("published").orderBy("uuid").executeTakeFirst();
  const last = await events.orderBy("published", "desc").orderBy("uuid", "desc").executeTakeFirst();
  // PostgreSQL counts in big integers, which come as text.
  return { count: Number(counted?.amount ?? 0), first: first ?? null, last: last ?? null };
}
