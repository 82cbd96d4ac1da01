import type { ExitCode } from "../flows/exit-code.ts";
import { firstSteps } from "./first-steps.ts";
import { ownCommand } from "./own-command.ts";
import type { Terminal } from "./terminal.ts";
import { wholeHelp } from "./whole-help.ts";

/**
 * Runs one command line and gives its exit code. The only catch in the house: everything that goes wrong
 * anywhere ends here, as one line of cause and one of remedy on stderr, and as exit code 1.
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const text =
      argv.length === 0
        ? firstSteps(ownCommand(terminal.env))
        : await wholeHelp(argv, terminal.stdout.columns);
    if (text !== null) {
      terminal.stdout.write(text);
      await terminal.stdout.flush();
      return 0;
    }
    const { runProgram } = await import("./run-program.ts");
    return await runProgram(argv, terminal);
  } catch (error) {
    const { describeFailure } = await import("./describe-failure.ts");
    terminal.stderr.write(describeFailure(error));
    if (argv.includes("--debug") && error instanceof Error) terminal.stderr.write(`${error.stack}\n`);
    return 1;
  }
}
