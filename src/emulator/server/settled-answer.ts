import type { ApiAnswer } from "../call/api-call.ts";
import { errorAnswer } from "../call/error-answer.ts";
import { ApiFailure } from "../wire/api-failure.ts";

/** The answer that is sent: the one that follows, where an answer has to be waited for. */
export async function settledAnswer(
  answer: ApiAnswer,
  requestId: string,
  ended: AbortSignal,
): Promise<ApiAnswer> {
  if (answer.later === undefined) return answer;
  try {
    return { ...(await answer.later(ended)), ...headersOf(answer) };
  } catch (error) {
    if (error instanceof ApiFailure) return { ...errorAnswer(error.error, requestId), ...headersOf(answer) };
    throw error;
  }
}

const headersOf = ({ headers }: ApiAnswer) => (headers === undefined ? {} : { headers });
