import { CommanderError } from "commander";
import { closest } from "../../policy/source/closest.ts";
import { errorLines, type Failure } from "../model/error-lines.ts";
import { PlumblineError } from "../model/errors.ts";
import { inertText } from "../model/inert-text.ts";

/** The failure in words: its cause, then its remedy. */
export function describeFailure(error: unknown): string {
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
