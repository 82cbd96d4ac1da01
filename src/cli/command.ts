import type { ExitCode } from "../flows/exit-code.ts";
import type { AnyCommand } from "./commander.ts";
import type { Terminal } from "./terminal.ts";

/** Context that a command is given besides its own flags. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Says how the command ended; a command that says nothing ended well. */
  readonly end: (exitCode: ExitCode) => void;
}

/**
 * The default export of `src/cli/commands/<name>.command.ts`. Such a file imports nothing heavy at its top (the Okta
 * SDK costs half a second, zod 60 ms): it loads what it needs inside the action, so `--help` stays quick.
 */
export type BuildCommand = (context: CommandContext) => AnyCommand;
