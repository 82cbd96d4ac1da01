import { type Command, Option } from "commander";
import { defaultPlace } from "../flows/ledger.ts";

const described = (condition: string): string =>
  `an SQLite file or a postgres:// URL (default: PLUMBLINE_LEDGER, or ${defaultPlace}${condition})`;

/** Adds `--ledger`. */
export function addLedgerOption(command: Command): Command {
  return command.addOption(new Option("--ledger <place>", described("")));
}

/** Adds `--ledger` to a command that can do without. @param purpose what it takes from the ledger */
export function addOptionalLedger(command: Command, purpose: string): Command {
  return command.addOption(new Option("--ledger <place>", `${purpose}: ${described(" if it is there")}`));
}
