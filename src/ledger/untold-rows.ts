import type { Kysely, Transaction } from "kysely";
import type { UserId } from "../model/ids.ts";
import type { ReadPerson, SilentChange } from "../model/proof.ts";
import { inParts } from "./in-parts.ts";
import type { Tables } from "./tables.ts";

/** Enrolments as the ledger has them, and back. */
interface AsText {
  readonly bodyOf: (read: ReadPerson) => string;
  readonly parseRead: (body: string) => ReadPerson;
}

/** Silent changes that no report has told of yet. */
export async function recallUntold(
  db: Kysely<Tables>,
  org: string,
  { parseRead }: Pick<AsText, "parseRead">,
): Promise<readonly SilentChange[]> {
  const rows = await db
    .selectFrom("silent_change")
    .selectAll()
    .where("org", "=", org)
    .orderBy("person")
    .execute();
  return rows.map(({ person, before, proven_at: provenAt, chain, position, view, now }) => ({
    user: person as UserId,
    before: { read: parseRead(before), provenAt, chain, position: Number(position), view },
    now: parseRead(now),
  }));
}

/** Keeps silent changes until a report has told of them. One that is kept already stays: it goes back further. */
export async function keepUntold(
  db: Transaction<Tables>,
  org: string,
  changes: readonly SilentChange[],
  { bodyOf }: Pick<AsText, "bodyOf">,
): Promise<void> {
  const rows = changes.map(({ user, before: { read, provenAt, chain, position, view }, now }) => ({
    org,
    person: user,
    before: bodyOf(read),
    proven_at: provenAt,
    chain,
    position: String(position),
    view,
    now: bodyOf(now),
  }));
  for (const part of inParts(rows)) {
    await db
      .insertInto("silent_change")
      .values([...part])
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** A report has told of them. */
export async function dropUntold(db: Transaction<Tables>, org: string): Promise<void> {
  await db.deleteFrom("silent_change").where("org", "=", org).execute();
}
