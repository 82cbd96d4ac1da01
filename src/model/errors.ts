/** Every way in which the tool can fail to do its work; each has one line of cause and one of remedy. */
export const errorCodes = [
  "USAGE",
  "BASELINE_NOT_FOUND",
  "BASELINE_INVALID",
  "FLEET_NOT_FOUND",
  "FLEET_INVALID",
  "ORG_NOT_FOUND",
  "SNAPSHOT_NOT_FOUND",
  "SNAPSHOT_INVALID",
  "LOG_FILE_UNREADABLE",
  "SEED_REPORT_INVALID",
  "STATE_INVALID",
  "STACK_NOT_FOUND",
  "STACK_INVALID",
  "ORG_URL_MISSING",
  "ORG_URL_INVALID",
  "ORG_URL_INSECURE",
  "CREDENTIALS_MISSING",
  "CREDENTIALS_INVALID",
  "AUTH_FAILED",
  "SCOPE_MISSING",
  "ENGINE_MISMATCH",
  "NOT_OKTA",
  "NETWORK",
  "OKTA_REFUSED",
  "TIMEOUT",
  "INTERRUPTED",
  "USER_NOT_FOUND",
  "GROUP_NOT_FOUND",
  "ZONE_NOT_FOUND",
  "NOT_ENFORCEABLE",
  "CHECK_NOT_FOUND",
  "DETECTION_NOT_FOUND",
  "FRAMEWORK_NOT_FOUND",
  "OUTPUT_FAILED",
  "PORT_IN_USE",
  "LEDGER_NOT_FOUND",
  "LEDGER_NEWER",
  "LEDGER_CORRUPT",
  "LEDGER_UNWRITABLE",
  "LEDGER_UNREACHABLE",
  "LEDGER_BUSY",
  "LEDGER_LEASED",
  "LEDGER_LEASE_LOST",
  "ALERT_NOT_FOUND",
  "ALERT_AMBIGUOUS",
  "ORG_NOT_WATCHED",
  "RUN_NOT_FOUND",
  "RUN_AMBIGUOUS",
  "BASELINES_UNRELATED",
  "REF_NOT_FOUND",
  "REF_INCOMPLETE",
  "GIT_FAILED",
  "DESTINATION_MISSING",
  "DESTINATION_INVALID",
  "DESTINATION_FAILED",
  "HOOK_SECRET_MISSING",
  "HOOK_SECRET_INVALID",
  "REQUIREMENT_NOT_FOUND",
  "TOO_MANY_CHANGES",
  "UNDO_INVALID",
  "FILE_EXISTS",
  "ADOPTION_INCOMPLETE",
  "PAGE_NOT_BUILT",
  "SIGN_IN_MISSING",
  "SIGN_IN_INVALID",
  "BUSY",
  "KEY_INVALID",
  "EVIDENCE_NOT_FOUND",
  "EVIDENCE_INVALID",
  "CHECKLIST_INVALID",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** A known failure: printed as `error[CODE]: message` and `fix: remedy`, never with a stack unless asked. */
export class PlumblineError extends Error {
  readonly code: ErrorCode;
  /** Action to take, in one line. */
  readonly remedy: string;
  /** Further lines, one problem each (all errors of a baseline at once). */
  readonly details: readonly string[];

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly remedy: string; readonly details?: readonly string[]; readonly cause?: unknown },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "PlumblineError";
    this.code = code;
    this.remedy = options.remedy;
    this.details = options.details ?? [];
  }
}
