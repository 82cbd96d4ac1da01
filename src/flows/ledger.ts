import { existsSync } from "node:fs";
import type { Ledger } from "../ledger/ledger.ts";
import type { Environment } from "../model/environment.ts";
import type { Caller } from "./caller.ts";

/** Which ledger a use case is to work with. */
export interface LedgerOption {
  readonly ledger?: string;
  /** One that is open already, and stays so; goes before `ledger`. */
  readonly opened?: Ledger;
}

/** Where a ledger is that nobody named. */
export const defaultPlace = ".plumbline/ledger.db";

/**
 * Opens the ledger that the flag names, or PLUMBLINE_LEDGER (which keeps a password out of the list of processes),
 * or the default, for as long as the work takes.
 *
 * @param options `create`: make it where there is none
 * @throws PlumblineError LEDGER_*
 */
export async function withLedger<Result>(
  { ledger, opened, create }: LedgerOption & { readonly create: boolean },
  { env }: Pick<Caller, "env">,
  work: (ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  if (opened !== undefined) return work(opened);
  return withOpen(namedPlace(ledger, env) ?? defaultPlace, create, work);
}

/**
 * The same for work that can do without: null where no ledger is named and there is none in the default place. One
 * that is named must be there, or is made with `create`.
 *
 * @throws PlumblineError LEDGER_*
 */
export async function withLedgerIfAny<Result>(
  { ledger, opened, create = false }: LedgerOption & { readonly create?: boolean },
  { env }: Pick<Caller, "env">,
  work: (ledger: Ledger | null) => Promise<Result>,
): Promise<Result> {
  if (opened !== undefined) return work(opened);
  const named = namedPlace(ledger, env);
  if (named === null && !existsSync(defaultPlace)) return work(null);
  return withOpen(named ?? defaultPlace, create && named !== null, work);
}

function namedPlace(flag: string | undefined, env: Environment): string | null {
  const fromEnv = env["PLUMBLINE_LEDGER"] ?? "";
  return flag ?? (fromEnv === "" ? null : fromEnv);
}

async function withOpen<Result>(
  place: string,
  create: boolean,
  work: (ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  const { openLedger } = await import("../ledger/open-ledger.ts");
  const opened = await openLedger(place, { create });
  let result: Result;
  try {
    result = await work(opened);
  } catch (error) {
    // The first error is the one that counts.
    await opened.close().catch(() => {});
    throw error;
  }
  await opened.close();
  return result;
}
