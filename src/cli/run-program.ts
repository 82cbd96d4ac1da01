import { CommanderError } from "commander";
import type { ExitCode } from "../flows/exit-code.ts";
import { buildProgram, hasCommand } from "./program.ts";
import type { Terminal } from "./terminal.ts";

/** Runs a command line with the command that it names, and gives its exit code. */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const end = (code: ExitCode) => {
    exitCode = code;
  };
  const [first = ""] = argv;
  const program = await buildProgram({ terminal, end }, hasCommand(first) ? first : undefined);
  await program.parseAsync(first === "version" ? ["--version"] : argv, { from: "user" }).catch(unlessHelp);
  await terminal.stdout.flush();
  return exitCode;
}

/** With `exitOverride` commander throws also where it only printed help or the version. */
function unlessHelp(error: unknown): void {
  if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
}
