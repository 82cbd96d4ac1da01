import type { Kysely } from "kysely";
import { PlumblineError } from "../model/errors.ts";
import { migrations } from "./migrations.ts";
import { isShared, writeAll } from "./one-writer.ts";
import type { Tables } from "./tables.ts";

const versionKey = "schema_version";

/**
 * Whether nothing is to be done, by a look that waits for nobody; false also where that cannot be told. A file is always
 * opened for writing: that it cannot be written is then said before any work is done for it.
 */
async function isUpToDate(db: Kysely<Tables>): Promise<boolean> {
  if (!isShared(db)) return false;
  try {
    return (await versionOf(db)) === String(migrations.length);
  } catch {
    return false;
  }
}

async function versionOf(db: Kysely<Tables>): Promise<string | undefined> {
  const row = await db.selectFrom("meta").select("value").where("key", "=", versionKey).executeTakeFirst();
  return row?.value;
}

/**
 * Brings a ledger to the version of this program, in one transaction, so that two who open it at once do it once. A
 * database that is up to date is only read, so that whoever opens it waits for no writer, and no writer for them.
 *
 * @param place what to call the ledger in an error
 * @throws PlumblineError LEDGER_NEWER when a newer program wrote it: it may mean something that we would destroy
 */
export async function migrate(db: Kysely<Tables>, place: string): Promise<void> {
  if (await isUpToDate(db)) return;
  await writeAll(db, async (transaction) => {
    await transaction.schema
      .createTable("meta")
      .ifNotExists()
      .addColumn("key", "text", (column) => column.primaryKey())
      .addColumn("value", "text", (column) => column.notNull())
      .execute();
    const written = (await versionOf(transaction)) ?? "0";
    const version = Number(written);
    if (!Number.isInteger(version) || version > migrations.length) throw newer(place, written);
    if (version === migrations.length) return;
    for (const step of migrations.slice(version)) await step(transaction);
    const value = String(migrations.length);
    await transaction
      .insertInto("meta")
      .values({ key: versionKey, value })
      .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
      .execute();
  });
}

function newer(place: string, version: string): PlumblineError {
  return new PlumblineError(
    "LEDGER_NEWER",
    `the ledger ${place} has version ${version}, and this plumbline knows up to ${migrations.length}`,
    { remedy: "use the plumbline that wrote it or a newer one, or another ledger" },
  );
}
