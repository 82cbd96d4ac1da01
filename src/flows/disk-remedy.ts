import { errorCode } from "../model/error-code.ts";

/** Remedy when something could not be written: make room where there is none, else as the writer says. */
export function diskRemedy(cause: unknown, otherwise: string): string {
  const code = errorCode(cause);
  return code === "ENOSPC" || code === "EDQUOT" ? "make room on the disk, then run it again" : otherwise;
}
