import { type Command, Option } from "commander";
import type { Ledger } from "../alerts/ledger/ledger.ts";
import type { Terminal } from "./terminal.ts";

/** The flag of every command that uses the ledger. */
export interface LedgerOption {
  readonly ledger?: string;
}

const defaultPlace = ".plumbline/ledger.db";

/** Adds `--ledger`. */
export function addLedgerOption(command: Command): Command {
  return command.addOption(
    new Option(
      "--ledger <place>",
      `an SQLite file or a postgres:// URL (default: PLUMBLINE_LEDGER, or ${defaultPlace})`,
    ),
  );
}

/**
 * Opens the ledger that the flag names, or PLUMBLINE_LEDGER (which keeps a password out of the list of processes),
 * or the default, for as long as the work takes.
 *
 * @param options `create`: make it where there is none
 * @throws PlumblineError LEDGER_*
 */
export async function withLedger<Result>(
  { ledger, create }: LedgerOption & { readonly create: boolean },
  { env }: Pick<Terminal, "env">,
  work: (ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  const { openLedger } = await import("../alerts/ledger/open-ledger.ts");
  const fromEnv = env["PLUMBLINE_LEDGER"] ?? "";
  const opened = await openLedger(ledger ?? (fromEnv === "" ? defaultPlace : fromEnv), { create });
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
