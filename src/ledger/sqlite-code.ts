import { errorCode } from "../model/error-code.ts";

// Of an extended result code that libsql does not know it gives the number; the low byte is the plain one
// (https://www.sqlite.org/rescode.html).
const numbered = /^UNKNOWN_SQLITE_ERROR_(\d+)$/;

const plainCodes: Readonly<Record<number, string>> = {
  3: "SQLITE_PERM",
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  8: "SQLITE_READONLY",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  13: "SQLITE_FULL",
  14: "SQLITE_CANTOPEN",
  26: "SQLITE_NOTADB",
};

/** The code that an error carries, SQLite's always by name; empty where it carries none. */
export function driverCode(error: unknown): string {
  const code = errorCode(error);
  const number = numbered.exec(code)?.[1];
  return number === undefined ? code : (plainCodes[Number(number) % 256] ?? code);
}
