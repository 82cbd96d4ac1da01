import { existsSync } from "node:fs";
import { access, constants, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { type Dialect, Kysely } from "kysely";
import { PlumblineError } from "../model/errors.ts";
import type { Ledger } from "./ledger.ts";
import { ledgerError } from "./ledger-error.ts";
import { ledgerPlace } from "./ledger-place.ts";
import { migrate } from "./migrate.ts";
import { storedLedger } from "./stored-ledger.ts";
import type { Tables } from "./tables.ts";

/**
 * Opens a ledger and brings it up to date.
 *
 * @param place of an SQLite file, or the URL of a PostgreSQL database
 * @param options `create`: make the file where there is none; without, that is an error
 * @throws PlumblineError LEDGER_*, or USAGE for what is neither
 */
export async function openLedger(place: string, options: { readonly create: boolean }): Promise<Ledger> {
  const parsed = ledgerPlace(place);
  const name = parsed.kind === "postgres" ? parsed.name : parsed.path;
  const dialect =
    parsed.kind === "postgres" ? await onPostgres(parsed.url, name) : await onSqlite(parsed.path, options);
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db, name);
    return storedLedger(db, name);
  } catch (error) {
    await db.destroy().catch(() => {});
    throw ledgerError(error, name);
  }
}

// Each engine is loaded only where it is used.
async function onPostgres(url: string, name: string): Promise<Dialect> {
  for (const parameter of ["sslrootcert", "sslcert", "sslkey"]) {
    await refuseUnreadable(parameter, new URL(url).searchParams.get(parameter), name);
  }
  const { postgresDialect } = await import("./postgres-dialect.ts");
  return postgresDialect(url);
}

/** pg reads these files when it connects, and would fail without saying whose they are. */
async function refuseUnreadable(parameter: string, path: string | null, name: string): Promise<void> {
  if (path === null || path === "") return;
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new PlumblineError(
      "LEDGER_UNREACHABLE",
      `the ledger ${name} cannot be reached: there is no ${parameter} ${path} that can be read`,
      { remedy: `correct ${parameter} in the URL of the ledger, or put the file there`, cause },
    );
  });
}

async function onSqlite(path: string, { create }: { readonly create: boolean }): Promise<Dialect> {
  if (!existsSync(path)) {
    if (!create) throw notFound(path);
    try {
      await mkdir(dirname(path), { recursive: true });
    } catch (error) {
      throw ledgerError(error, path);
    }
  }
  const { sqliteDialect } = await import("./sqlite-dialect.ts");
  return sqliteDialect(path);
}

function notFound(path: string): PlumblineError {
  return new PlumblineError("LEDGER_NOT_FOUND", `there is no ledger ${path}`, {
    remedy: "run plumbline watch --once to make one, or name another with --ledger",
  });
}
