import type { z } from "zod";
import { type ErrorCode, PlumblineError } from "../../model/errors.ts";
import type { problem } from "../contract/answers.ts";

/** Statuses of the failures that somebody who asks can meet; every other is the server's own. */
const statuses: Readonly<Partial<Record<ErrorCode, ProblemStatus>>> = {
  USAGE: 400,
  ALERT_AMBIGUOUS: 400,
  RUN_AMBIGUOUS: 400,
  ALERT_NOT_FOUND: 404,
  RUN_NOT_FOUND: 404,
  USER_NOT_FOUND: 404,
  GROUP_NOT_FOUND: 404,
  REQUIREMENT_NOT_FOUND: 404,
  TOO_MANY_CHANGES: 409,
  BUSY: 409,
  CREDENTIALS_MISSING: 409,
  ORG_URL_MISSING: 409,
  BASELINE_NOT_FOUND: 409,
  BASELINE_INVALID: 409,
  ENGINE_MISMATCH: 409,
  NETWORK: 503,
  AUTH_FAILED: 503,
  SCOPE_MISSING: 503,
  LEDGER_BUSY: 503,
  LEDGER_UNREACHABLE: 503,
  LEDGER_UNWRITABLE: 503,
  LEDGER_NOT_FOUND: 503,
  LEDGER_CORRUPT: 503,
  LEDGER_NEWER: 503,
};
export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 421 | 429 | 500 | 503;
export type Problem = z.infer<typeof problem>;

/** A request that is not answered, and why. */
export class Refusal extends Error {
  readonly status: ProblemStatus;
  readonly problem: Problem;

  constructor(status: ProblemStatus, code: string, message: string, remedy: string) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.problem = { code, message, remedy };
  }
}

/** Answers where something went wrong. A failure that nobody foresaw is named in the log alone: it may hold anything. */
export function problemOf(error: unknown): { readonly status: ProblemStatus; readonly problem: Problem } {
  if (error instanceof Refusal) return error;
  if (error instanceof PlumblineError) {
    const { code, message, remedy } = error;
    return { status: statuses[code] ?? 500, problem: { code, message, remedy } };
  }
  return {
    status: 500,
    problem: {
      code: "INTERNAL",
      message: "the server failed to answer this",
      remedy: "look into what the server printed, and try again",
    },
  };
}
