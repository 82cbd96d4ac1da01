import { type ApiAnswer, type ApiCall, type Route, routesWithScope } from "../call/api-call.ts";
import { queryLog } from "../log/log-query.ts";
import { ApiFailure } from "../wire/api-failure.ts";
import { fromPlain } from "../wire/json.ts";

/** The System Log (okta-api 6). */
export const logRoutes: readonly Route[] = routesWithScope("logs", [["GET", "/logs", listEvents]]);

function listEvents(call: ApiCall): ApiAnswer {
  const answer = queryLog(call.org.log, call.query, { now: call.clock });
  if (answer.kind === "error") throw new ApiFailure(answer.error);
  return { status: 200, body: answer.events.map(fromPlain), page: { next: answer.next } };
}
