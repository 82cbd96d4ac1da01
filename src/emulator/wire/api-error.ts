/** An error answer in Okta's envelope; the server adds `errorId` and `errorLink` (okta-api 8). */
export interface ApiError {
  readonly status: number;
  readonly errorCode: string;
  readonly errorSummary: string;
  /** The `errorSummary` of each of `errorCauses`. */
  readonly errorCauses: readonly string[];
}

/** Okta's answer to a request whose parameters do not hold. */
export function validationError(field: string, causes: readonly string[]): ApiError {
  return {
    status: 400,
    errorCode: "E0000001",
    errorSummary: `Api validation failed: ${field}`,
    errorCauses: causes,
  };
}
