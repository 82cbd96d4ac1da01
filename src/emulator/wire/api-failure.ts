import type { ApiError } from "./api-error.ts";

/** Thrown by a route to answer with an error in Okta's envelope. */
export class ApiFailure extends Error {
  readonly error: ApiError;

  constructor(error: ApiError) {
    super(error.errorSummary);
    this.name = "ApiFailure";
    this.error = error;
  }
}

/** An error of Okta's catalogue (okta-api 8). */
export function failure(
  status: number,
  errorCode: string,
  errorSummary: string,
  errorCauses: readonly string[] = [],
): ApiFailure {
  return new ApiFailure({ status, errorCode, errorSummary, errorCauses });
}

/** Okta's answer for an unknown id; `type` is Okta's word for the kind of thing looked for. */
export function notFound(id: string, type: string): ApiFailure {
  return failure(404, "E0000007", `Not found: Resource not found: ${id} (${type})`);
}

/** Okta's answer to a caller who lacks the scope or the role. */
export function forbidden(): ApiFailure {
  return failure(403, "E0000006", "You do not have permission to perform the requested action");
}

/** A body or parameter that does not hold. */
export function invalid(field: string, ...causes: readonly string[]): ApiFailure {
  return failure(400, "E0000001", `Api validation failed: ${field}`, causes);
}
