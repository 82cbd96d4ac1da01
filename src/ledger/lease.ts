import { type Kysely, sql, type Transaction } from "kysely";
import { PlumblineError } from "../model/errors.ts";
import { isShared } from "./one-writer.ts";
import type { Tables } from "./tables.ts";

/** Who wants to work on an org. */
interface LeaseHolder {
  /** Different for every run. */
  readonly owner: string;
  /** A name of the machine and its process, for people to read. */
  readonly holder: string;
}

/** The right to be the only one who works on an org, until it ends or is not renewed in time. */
export interface Lease extends LeaseHolder {
  readonly org: string;
}

/** Who holds the lease of an org instead. */
export interface HeldLease {
  readonly holder: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

export interface LeaseClaim extends Lease {
  readonly now: Date;
  /** True when the process behind a holder's name is known to be gone: its lease need not be waited for. */
  readonly isGone: (holder: string) => boolean;
}

/** A runner that does not renew for so long is taken for dead. */
export const leaseMs = 60_000;

const expiry = (now: Date): string => new Date(now.getTime() + leaseMs).toISOString();

/**
 * The time by which leases end: where runners are on several machines, that of the one database, whatever their clocks say.
 *
 * @param now the time of this machine, which SQLite is on
 */
async function leaseTime(db: Kysely<Tables>, now: Date): Promise<Date> {
  if (!isShared(db)) return now;
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  return rows[0]?.now ?? now;
}

/** Takes the lease of an org in one transaction: of two who try at once, one gets it. Null: it is ours. */
export async function takeLease(
  transaction: Transaction<Tables>,
  claim: LeaseClaim,
): Promise<HeldLease | null> {
  const { org, owner, holder } = claim;
  const now = await leaseTime(transaction, claim.now);
  const held = await transaction.selectFrom("lease").selectAll().where("org", "=", org).executeTakeFirst();
  const isFree = held === undefined || held.expires_at <= now.toISOString() || claim.isGone(held.holder);
  if (!isFree && held.owner !== owner) return { holder: held.holder, expiresAt: held.expires_at };
  const row = { owner, holder, expires_at: expiry(now) };
  const taken = await transaction
    .insertInto("lease")
    .values({ org, ...row })
    .onConflict((conflict) =>
      conflict
        .column("org")
        .doUpdateSet(row)
        .where("lease.owner", "=", held?.owner ?? "")
        .where("lease.expires_at", "=", held?.expires_at ?? ""),
    )
    .executeTakeFirst();
  // A worker takes orgs with its jobs, and waits for no other writer: it may have been quicker.
  return taken.numInsertedOrUpdatedRows === 0n ? takeLease(transaction, claim) : null;
}

/**
 * Makes a lease last longer. Part of every write of a run, so that a runner that was paused (a suspended laptop)
 * cannot write what another has handled by then.
 *
 * @throws PlumblineError LEDGER_LEASE_LOST when somebody else took it
 */
export async function renewLease(db: Kysely<Tables>, { org, owner }: Lease, now: Date): Promise<void> {
  const renewed = await db
    .updateTable("lease")
    .set({ expires_at: expiry(await leaseTime(db, now)) })
    .where("org", "=", org)
    .where("owner", "=", owner)
    .executeTakeFirst();
  if (renewed.numUpdatedRows > 0n) return;
  throw new PlumblineError("LEDGER_LEASE_LOST", `another runner took over ${org} while this one paused`, {
    remedy: "nothing was lost or doubled: run it again",
  });
}

/** Lets the next one in. */
export async function releaseLease(db: Kysely<Tables>, { org, owner }: Lease): Promise<void> {
  await db.deleteFrom("lease").where("org", "=", org).where("owner", "=", owner).execute();
}
