import { headerText, type Identification, identifyCaller, noCaller } from "../access/caller.ts";
import type { OAuthServer } from "../access/oauth.ts";
import type { ApiAnswer, ApiCall, Caller } from "../call/api-call.ts";
import { errorAnswer } from "../call/error-answer.ts";
import { buildRouter, type RouteMatch } from "../call/router.ts";
import { logEvent } from "../log/log-events.ts";
import { allRoutes } from "../routes/all-routes.ts";
import { ApiFailure, failure, forbidden } from "../wire/api-failure.ts";
import { asList, asObject } from "../wire/json.ts";
import type { RawRequest } from "../wire/read-request.ts";
import { type OwnServing, ownEndpoint } from "./own-endpoints.ts";
import { type RateLimits, rateLimitError } from "./rate-limits.ts";

interface Serving extends OwnServing {
  readonly baseUrl: string;
  readonly oauth: OAuthServer;
  /** Null: calls are not counted. */
  readonly rateLimits: RateLimits | null;
  /** Requests being served, this one included. */
  readonly inFlight: number;
}

const route = buildRouter(allRoutes);

/** The answer to a request: the emulator's own endpoints first, then Okta's. */
export function answerRequest(request: RawRequest, serving: Serving): ApiAnswer {
  const own = ownEndpoint(request);
  if (own !== null) return caught(request, () => own(serving, request));
  if (request.path === "/oauth2/v1/token" && request.method === "POST") {
    return limited(request, serving, null, () =>
      serving.oauth.token({
        form: tokenForm(request),
        proof: headerText(request.headers["dpop"]),
        url: serving.baseUrl + request.path,
        now: serving.clock,
      }),
    );
  }
  const match = route(request.method, request.path);
  const isPublic = match.kind === "route" && match.route.scope === null;
  return caught(request, () => {
    const identified: Identification = isPublic
      ? { kind: "caller", caller: noCaller }
      : identifyCaller(request, serving);
    if (identified.kind === "refused") return identified.answer;
    const { caller } = identified;
    const principal = caller.tokenId ?? (caller.scopes === null ? null : caller.actor.id);
    return limited(request, serving, principal, () =>
      caught(request, () => answerApi(request, serving, caller, match)),
    );
  });
}

/** Okta takes the parameters from the query as well, as the Go SDK sends them (pulumi-okta 9). */
function tokenForm({ text, query }: RawRequest): URLSearchParams {
  return new URLSearchParams([...new URLSearchParams(text), ...query]);
}

function caught(request: RawRequest, answer: () => ApiAnswer): ApiAnswer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof ApiFailure) return errorAnswer(error.error, request.id);
    throw error;
  }
}

/** Counts the call, and answers 429 in place of it when too many came (okta-api 7). */
function limited(
  request: RawRequest,
  { rateLimits, clock, inFlight }: Serving,
  principal: string | null,
  answer: () => ApiAnswer,
): ApiAnswer {
  const { method, path } = request;
  const verdict = rateLimits?.count({ method, path, principal, now: clock, inFlight });
  if (verdict === undefined || verdict.kind === "unlimited") return answer();
  const given = verdict.kind === "limited" ? errorAnswer(rateLimitError, request.id) : answer();
  return { ...given, headers: { ...given.headers, ...verdict.headers } };
}

function answerApi(request: RawRequest, serving: Serving, caller: Caller, match: RouteMatch): ApiAnswer {
  if (match.kind === "none") throw failure(404, "E0000008", "The requested path was not found");
  if (match.kind === "other-method") {
    throw failure(405, "E0000022", "The endpoint does not support the provided HTTP method");
  }
  requireScope(caller, match.route.scope);
  requirePowers(caller, match.route.reservedFor);
  if (request.body.kind === "malformed") {
    throw failure(400, "E0000003", "The request body was not well-formed.");
  }
  return match.route.handle(apiCall(request, serving, caller, match.params));
}

/** Okta's answer to a token without the scope is not verified against a live org. */
function requireScope(caller: Caller, scope: string | null): void {
  if (scope === null || caller.scopes === null) return;
  const granted = caller.scopes.has(scope) || caller.scopes.has(scope.replace(/\.read$/, ".manage"));
  if (!granted) throw forbidden();
}

function requirePowers({ powers }: Caller, reservedFor: readonly string[] | undefined): void {
  if (reservedFor === undefined || powers === null || powers.isSuperAdmin) return;
  if (!reservedFor.some((permission) => powers.permissions.has(permission))) throw forbidden();
}

function apiCall(
  request: RawRequest,
  { org, writeLog, clock, baseUrl }: Serving,
  caller: Caller,
  params: Readonly<Record<string, string>>,
): ApiCall {
  const nextUuid = uuids(request.id);
  const written = request.body.kind === "json" ? request.body.value : null;
  return {
    org,
    caller,
    method: request.method,
    path: request.path,
    params,
    query: request.query,
    body: asObject(written),
    bodies: Array.isArray(written) ? asList(written).map(asObject) : [asObject(written)],
    baseUrl,
    now: `${clock.toISOString().slice(0, 19)}.000Z`,
    clock,
    log: (entry) => {
      const circumstances = {
        uuid: nextUuid(),
        published: clock,
        actor: caller.actor,
        tokenId: caller.tokenId,
        requestId: request.id,
        requestUri: request.path,
        userAgent: request.headers["user-agent"] ?? "",
        ipAddress: "127.0.0.1",
      };
      writeLog(logEvent(entry, circumstances));
    },
  };
}

/** The uuids of a request's events: its own id with the first digits counted up, so that no two are the same. */
function uuids(requestId: string): () => string {
  let count = 0;
  return () => {
    const first = (Number.parseInt(requestId.slice(0, 8), 16) + count) % 0x1_0000_0000;
    count += 1;
    return first.toString(16).padStart(8, "0") + requestId.slice(8);
  };
}
