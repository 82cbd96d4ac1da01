import type { ApiError } from "../wire/api-error.ts";
import type { ApiAnswer } from "./api-call.ts";

/** An error in Okta's envelope (okta-api 8). */
export function errorAnswer(error: ApiError, requestId: string): ApiAnswer {
  return {
    status: error.status,
    body: {
      errorCode: error.errorCode,
      errorSummary: error.errorSummary,
      errorLink: error.errorCode,
      errorId: `oae${requestId.replaceAll("-", "").slice(0, 22)}`,
      errorCauses: error.errorCauses.map((errorSummary) => ({ errorSummary })),
    },
  };
}
