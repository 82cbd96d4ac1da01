import { type ApiAnswer, type ApiCall, noContent, ok, param, routesWithScope } from "../call/api-call.ts";
import { target } from "../log/log-events.ts";
import type { ApiToken } from "../state/access-state.ts";
import { notFound } from "../wire/api-failure.ts";
import { isJsonObject, type JsonObject, stringAt } from "../wire/json.ts";

/** API tokens, without their values (Okta's API Tokens API); which roles see them is not verified against a live org. */
export const apiTokenRoutes = routesWithScope("apiTokens", [
  ["GET", "/api-tokens", (call) => ok(call.org.tokens.all().map((token) => tokenView(token, call.baseUrl)))],
  ["GET", "/api-tokens/{tokenId}", (call) => ok(tokenView(givenToken(call), call.baseUrl))],
  ["PUT", "/api-tokens/{tokenId}", updateToken],
  ["DELETE", "/api-tokens/{tokenId}", revokeToken],
]);

function givenToken(call: ApiCall): ApiToken {
  const id = param(call, "tokenId");
  const token = call.org.tokens.get(id);
  if (token === undefined) throw notFound(id, "ApiToken");
  return token;
}

function tokenView(token: ApiToken, baseUrl: string): JsonObject {
  const { id, name, userId, network, created, lastUpdated, expiresAt } = token;
  const hints = (...allow: readonly string[]) => ({ hints: { allow } });
  return {
    id,
    name,
    ...(userId === null ? {} : { userId }),
    clientName: "Okta API",
    tokenWindow: "P30D",
    network,
    expiresAt,
    created,
    lastUpdated,
    _links: {
      self: { href: `${baseUrl}/api/v1/api-tokens/${id}`, ...hints("GET", "DELETE") },
      ...(userId === null ? {} : { user: { href: `${baseUrl}/api/v1/users/${userId}`, ...hints("GET") } }),
    },
  };
}

function logToken(call: ApiCall, what: "update" | "revoke", { id, name }: ApiToken): void {
  call.log({ eventType: `system.api_token.${what}`, targets: [target("Token", id, name)] });
}

function updateToken(call: ApiCall): ApiAnswer {
  const before = givenToken(call);
  const { network } = call.body;
  const token: ApiToken = {
    ...before,
    name: stringAt(call.body, "name") ?? before.name,
    network: isJsonObject(network) ? network : before.network,
    lastUpdated: call.now,
  };
  call.org.tokens.put(token);
  logToken(call, "update", token);
  return ok(tokenView(token, call.baseUrl));
}

function revokeToken(call: ApiCall): ApiAnswer {
  const token = givenToken(call);
  call.org.tokens.delete(token.id);
  logToken(call, "revoke", token);
  return noContent;
}
