/** Kinds of failed reads; `throttled`, `unavailable` and `connection` outlived their retries. */
export type ReadFailureKind =
  | "refused"
  | "throttled"
  | "unavailable"
  | "connection"
  | "garbage"
  | "aborted"
  | "off-org";

/** One request that Okta did not answer usefully; `message` is fit for a gap: no secrets, one line. */
export class ReadFailure extends Error {
  readonly kind: ReadFailureKind;
  /** HTTP status, or null when there was no answer. */
  readonly status: number | null;
  /** Okta's `errorCode`, the only part of an error that Okta keeps stable. */
  readonly errorCode: string | null;

  constructor(
    kind: ReadFailureKind,
    message: string,
    options: {
      readonly status?: number | null;
      readonly errorCode?: string | null;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ReadFailure";
    this.kind = kind;
    this.status = options.status ?? null;
    this.errorCode = options.errorCode ?? null;
  }
}
