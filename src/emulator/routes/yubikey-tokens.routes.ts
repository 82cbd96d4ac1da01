import { type ApiAnswer, type ApiCall, ok, param, routesWithScope } from "../call/api-call.ts";
import { pageAnswer, pageLimit } from "../call/paging.ts";
import { userView } from "../people/user-view.ts";
import type { YubikeyToken } from "../state/access-state.ts";
import { notFound } from "../wire/api-failure.ts";
import type { JsonObject } from "../wire/json.ts";

/** The hardware tokens of the whole org, the one enrolment of which Okta has a list (okta-api 2.5). */
export const yubikeyTokenRoutes = routesWithScope("users", [
  ["GET", "/org/factors/yubikey_token/tokens", listTokens],
  ["GET", "/org/factors/yubikey_token/tokens/{tokenId}", readToken],
]);

function listTokens(call: ApiCall): ApiAnswer {
  const tokens = call.org.yubikeyTokens.after(call.query.get("after"));
  return pageAnswer(call, tokens, pageLimit(call, 20, 200), (token) => tokenView(token, call));
}

function readToken(call: ApiCall): ApiAnswer {
  const id = param(call, "tokenId");
  const token = call.org.yubikeyTokens.get(id);
  if (token === undefined) throw notFound(id, "YubiKeyToken");
  return ok(tokenView(token, call));
}

function tokenView({ userId, serial, ...token }: YubikeyToken, call: ApiCall): JsonObject {
  const user = userId === null ? undefined : call.org.users.get(userId);
  const isExpanded = user !== undefined && call.query.get("expand") === "user";
  return {
    ...token,
    profile: { serial },
    ...(isExpanded ? { _embedded: { user: userView(user, call) } } : {}),
    _links: {
      self: { href: `${call.baseUrl}/api/v1/org/factors/yubikey_token/tokens/${token.id}` },
      ...(user === undefined ? {} : { user: { href: `${call.baseUrl}/api/v1/users/${user.id}` } }),
    },
  };
}
