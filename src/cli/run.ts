import { CommanderError } from "commander";
import { closest } from "../../policy/source/closest.ts";
import type { ExitCode } from "../flows/exit-code.ts";
import { errorLines, type Failure } from "../model/error-lines.ts";
import { PlumblineError } from "../model/errors.ts";
import { inertText } from "../model/inert-text.ts";
import { firstSteps } from "./first-steps.ts";
import { buildProgram } from "./program.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Runs one command line and gives its exit code. The only catch in the house: everything that goes wrong
 * anywhere ends here, as one line of cause and one of remedy on stderr, and as exit code 1.
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    if (argv.length === 0) {
      terminal.stdout.write(firstSteps);
      await terminal.stdout.flush();
      return 0;
    }
    let exitCode: ExitCode = 0;
    const program = await buildProgram({
      terminal,
      end: (code) => {
        exitCode = code;
      },
    });
    await program
      .parseAsync(argv[0] === "version" ? ["--version"] : argv, { from: "user" })
      .catch(unlessHelp);
    await terminal.stdout.flush();
    return exitCode;
  } catch (error) {
    terminal.stderr.write(describeFailure(error));
    if (argv.includes("--debug") && error instanceof Error) terminal.stderr.write(`${error.stack}\n`);
    return 1;
  }
}

/** With `exitOverride` commander throws also where it only printed help or the version. */
function unlessHelp(error: unknown): void {
  if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
}

function describeFailure(error: unknown): string {
  return errorLines(knownFailure(error))
    .map((line) => `${inertText(line)}\n`)
    .join("");
}

function knownFailure(error: unknown): Failure {
  if (error instanceof PlumblineError) return error;
  if (error instanceof CommanderError) return usageFailure(error);
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: "INTERNAL",
    message: firstLine(message),
    details: [],
    remedy: "run with --debug for the stack",
  };
}

// Commander writes `error: unknown option '--bogus'`, and on a second line `(Did you mean --debug?)`.
function usageFailure(error: CommanderError): Failure {
  const [first = "", ...rest] = error.message.split("\n");
  const message = error.code === "commander.help" ? "no command given" : first.replace(/^error: /, "");
  return {
    code: "USAGE",
    message: withSuggestion(message),
    details: rest,
    remedy: "see plumbline --help, or plumbline COMMAND --help",
  };
}

// Commander suggests commands and flags, but no values: `'hihg' is invalid … Allowed choices are critical, high.`
function withSuggestion(message: string): string {
  const [, written = "", choices = ""] =
    /'([^']*)' is invalid.*Allowed choices are (.*)\.$/.exec(message) ?? [];
  const meant = closest(written, choices.split(", "));
  return meant === null ? message : message.replace("Allowed", `Did you mean ${meant}? Allowed`);
}

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";
