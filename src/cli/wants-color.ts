import type { Environment } from "../model/environment.ts";
import type { OutputStream } from "./terminal.ts";

/**
 * Whether to colour what goes to a stream: `--no-color` wins over NO_COLOR (https://no-color.org), that over
 * FORCE_COLOR, and otherwise a terminal gets colour and a pipe or a file does not.
 */
export function wantsColor(flag: boolean, env: Environment, stream: OutputStream): boolean {
  if (!flag || (env["NO_COLOR"] ?? "") !== "") return false;
  const forced = env["FORCE_COLOR"] ?? "";
  if (forced !== "") return forced !== "0";
  return stream.isTTY && env["TERM"] !== "dumb";
}
