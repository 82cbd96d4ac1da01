import { fromPlain } from "../json.ts";
import { queryLog } from "../log/log-query.ts";
import { type ApiAnswer, type ApiCall, type Route, routesWithScope } from "../server/api-call.ts";
import { ApiFailure } from "../server/api-failure.ts";

/** The System Log (okta-api 6). */
export const logRoutes: readonly Route[] = routesWithScope("logs", [["GET", "/logs", listEvents]]);

function listEvents(call: ApiCall): ApiAnswer {
  const answer = queryLog(call.org.log, call.query, { now: call.clock });
  if (answer.kind === "error") throw new ApiFailure(answer.error);
  return { status: 200, body: answer.events.map(fromPlain), page: { next: answer.next } };
}
