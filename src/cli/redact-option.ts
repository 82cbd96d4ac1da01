import { Option } from "./commander.ts";

/** Holds the key of the hashes. */
export const keyVariable = "PLUMBLINE_REDACT_KEY";

/** `--redact`, for the commands that print what is in an org. */
export const redactOption = () =>
  new Option("--redact", `replace every name and id of the org by keyed hashes (key: ${keyVariable})`);
