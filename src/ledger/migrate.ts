import type { Kysely } from "kysely";
import { PlumblineError } from "../model/errors.ts";
import { migrations } from "./migrations.ts";
import type { Tables } from "./tables.ts";

const versionKey = "schema_version";

/**
 * Brings a ledger to the version of this program, in one transaction, so that two who open it at once do it once.
 *
 * @param place what to call the ledger in an error
 * @throws PlumblineError LEDGER_NEWER when a newer program wrote it: it may mean something that we would destroy
 */
export async function migrate(db: Kysely<Tables>, place: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.schema
      .createTable("meta")
      .ifNotExists()
      .addColumn("key", "text", (column) => column.primaryKey())
      .addColumn("value", "text", (column) => column.notNull())
      .execute();
    const row = await transaction
      .selectFrom("meta")
      .select("value")
      .where("key", "=", versionKey)
      .executeTakeFirst();
    const version = Number(row?.value ?? 0);
    if (!Number.isInteger(version) || version > migrations.length) throw newer(place, row?.value ?? "");
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
