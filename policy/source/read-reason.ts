import { errorCode } from "../../src/model/error-code.ts";

const reasons: Readonly<Partial<Record<string, string>>> = {
  ENOENT: "no such file",
  EISDIR: "it is a directory",
  EACCES: "permission denied",
  ENOTDIR: "no such file",
};

/** Why a file could not be read, in plain words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return reasons[errorCode(error)] ?? error.message;
}
