import { inspect } from "node:util";
import { RunError } from "@pulumi/pulumi";
import { errorLines } from "../src/model/error-lines.ts";
import { PlumblineError } from "../src/model/errors.ts";

/**
 * A known failure in the form that Pulumi prints without a stack trace, in the words of the command:
 * `error[CODE]: what happened`, its details, `fix: what to do`. What is no known failure is left as it is.
 */
export function asRunError(error: unknown): unknown {
  if (!(error instanceof PlumblineError)) return error;
  const text = errorLines(error).map(inert).join("\n");
  // Pulumi's runtime also inspects the error for its trace. The walk goes from the error through the whole SDK: 45 s of
  // silence at full load after the message (measured with 3.248.0), unless the error says what it looks like.
  return Object.defineProperty(new RunError(text), inspect.custom, { value: () => text });
}

// Names come from the org too: a control character in one must not reach the terminal.
const inert = (line: string): string => line.replaceAll(/\p{Cc}/gu, " ");
