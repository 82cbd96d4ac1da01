import { type ErrorCode, PlumblineError } from "../model/errors.ts";
import { driverCode } from "./sqlite-code.ts";

interface Trouble {
  readonly code: ErrorCode;
  readonly what: string;
  readonly remedy: string;
}

const unwritable: Trouble = {
  code: "LEDGER_UNWRITABLE",
  what: "cannot be written",
  remedy: "choose a file in a folder that you may write to; SQLite writes beside the file, too",
};
const readOnly: Trouble = {
  code: "LEDGER_UNWRITABLE",
  what: "may only be read",
  remedy: "let the database be written again, or name the primary where this is a standby",
};
const full: Trouble = {
  code: "LEDGER_UNWRITABLE",
  what: "cannot be written: there is no room left",
  remedy: "make room on the disk, then run it again; nothing was lost",
};
const corrupt: Trouble = {
  code: "LEDGER_CORRUPT",
  what: "is no ledger, or a damaged one",
  remedy: "restore it from a backup, or move it away: watch --since 90d makes a new one from the System Log",
};
const busy: Trouble = {
  code: "LEDGER_BUSY",
  what: "is locked by another program",
  remedy: "wait until the other program is done, then run it again",
};
const unreachable: Trouble = {
  code: "LEDGER_UNREACHABLE",
  what: "cannot be reached",
  remedy: "check the URL, the database and its network; PGPASSWORD may hold the password",
};

const untrusted: Trouble = {
  code: "LEDGER_UNREACHABLE",
  what: "cannot be reached over TLS",
  remedy: "check sslmode, sslrootcert, sslcert and sslkey in its URL, and the certificate of the database",
};

/** By the start of what SQLite, PostgreSQL (a class of SQLSTATE) or Node calls the trouble; longer ones first. */
const troubles: readonly (readonly [prefix: string, trouble: Trouble])[] = [
  ["SQLITE_FULL", full],
  // The file beside the ledger that runners share cannot grow.
  ["SQLITE_IOERR_SHMSIZE", full],
  ["SQLITE_NOTADB", corrupt],
  ["SQLITE_CORRUPT", corrupt],
  ["SQLITE_BUSY", busy],
  ["SQLITE_LOCKED", busy],
  ["SQLITE_READONLY", unwritable],
  ["SQLITE_CANTOPEN", unwritable],
  ["SQLITE_IOERR", unwritable],
  ["SQLITE_PERM", unwritable],
  ["EACCES", unwritable],
  ["EEXIST", unwritable],
  ["ENOTDIR", unwritable],
  ["EISDIR", unwritable],
  ["EROFS", unwritable],
  ["ENOSPC", full],
  ["53100", full],
  ["25006", readOnly],
  ["42501", unwritable],
  ["55P03", busy],
  ["40", busy],
  ["XX", corrupt],
  ["08", unreachable],
  ["28", unreachable],
  ["3D", unreachable],
  ["53", unreachable],
  ["57", unreachable],
  ["ECONN", unreachable],
  ["EHOST", unreachable],
  ["ENET", unreachable],
  ["ENOTFOUND", unreachable],
  ["EAI_AGAIN", unreachable],
  ["ETIMEDOUT", unreachable],
  ["EPIPE", unreachable],
  ["ERR_OSSL", untrusted],
  ["ERR_SSL", untrusted],
  ["ERR_TLS", untrusted],
  ["CERT_", untrusted],
  ["UNABLE_TO_", untrusted],
  ["SELF_SIGNED_CERT", untrusted],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", untrusted],
  ["HOSTNAME_MISMATCH", untrusted],
];

// libsql gives SQLite's number, and no name, where the file cannot be opened: 14 is SQLITE_CANTOPEN.
const cannotOpen = /^ConnectionFailed\(.*: (\d+)/;
// pg gives these no code.
const lostConnection =
  /^(Connection terminated|Client has encountered a connection error|timeout e[a-z]+ when trying to connect|The server does not support SSL)/;

function codeOf(error: Error): string {
  const code = driverCode(error);
  if (code !== "") return code;
  if (cannotOpen.test(error.message)) return "SQLITE_CANTOPEN";
  return lostConnection.test(error.message) ? "ECONN" : "";
}

/**
 * Turns an error of a database driver into one that says what to do; an error of our own stays as it is.
 *
 * @param place what to call the ledger; never with a password
 */
export function ledgerError(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof PlumblineError) return error;
  // Node tries every address of a host, and gives all that went wrong.
  const first = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  const code = first instanceof Error ? codeOf(first) : "";
  const trouble = troubles.find(([prefix]) => code.startsWith(prefix))?.[1];
  if (trouble === undefined) return error;
  return new PlumblineError(trouble.code, `the ledger ${place} ${trouble.what} (${code})`, {
    remedy: trouble.remedy,
    cause: error,
  });
}
