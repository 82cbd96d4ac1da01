import type { Authorizer, SignAttempt } from "../access/authorizer.ts";
import type { Pipeline, RawAnswer } from "../transport/request-pipeline.ts";
import { failureOf } from "../transport/request-pipeline.ts";
import type { Carry } from "../transport/sdk-transport.ts";

/** The one endpoint that needs no credentials (okta-api 0.1), and is asked before they are known to work. */
export const wellKnownEndpoint = "/.well-known/okta-organization";

/** A 401 that another token may cure: E0000015 is a 401 too and means that a feature is off (okta-api 8). */
const isRejectedToken = (answer: RawAnswer): boolean =>
  answer.status === 401 && failureOf(answer, "refused").errorCode !== "E0000015";

/** Handles every request: signs afresh for each attempt, paces, retries, and tries once more after a 401. */
export function carryWith(authorizer: Authorizer, pipeline: Pipeline): Carry {
  return async (request, sendOnce) => {
    const { endpoint, signal, method, url } = request;
    if (endpoint === wellKnownEndpoint) {
      return pipeline(endpoint, async () => () => sendOnce(request, {}), signal);
    }
    let signedBy: SignAttempt = await authorizer.prepare(signal);
    const attempt = async () => {
      const sign = await authorizer.prepare(signal);
      signedBy = sign;
      return async () => sendOnce(request, await sign(method, url));
    };
    const answer = await pipeline(endpoint, attempt, signal);
    return isRejectedToken(answer) && authorizer.renew(signedBy)
      ? pipeline(endpoint, attempt, signal)
      : answer;
  };
}
