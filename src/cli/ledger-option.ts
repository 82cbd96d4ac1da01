import { defaultPlace } from "../flows/ledger.ts";
import { type CommandWith, type Flags, Option } from "./commander.ts";

const described = (condition: string): string =>
  `an SQLite file or a postgres:// URL (default: PLUMBLINE_LEDGER, or ${defaultPlace}${condition})`;

/** Adds `--ledger`. */
export function addLedgerOption<Args extends unknown[], Known extends Flags>(
  command: CommandWith<Args, Known>,
) {
  return command.addOption(new Option("--ledger <place>", described("")));
}

/** Adds `--ledger` to a command that can do without. @param purpose what it takes from the ledger */
export function addOptionalLedger<Args extends unknown[], Known extends Flags>(
  command: CommandWith<Args, Known>,
  purpose: string,
) {
  return command.addOption(new Option("--ledger <place>", `${purpose}: ${described(" if it is there")}`));
}
