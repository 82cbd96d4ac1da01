import type { Caller } from "./api-call.ts";
import { failure } from "./api-failure.ts";
import { userTarget } from "./log-events.ts";
import type { OrgStore } from "./org-store.ts";
import type { RawRequest } from "./read-request.ts";

/** Whoever calls what needs no authentication; nothing that does needs an actor. */
export const noCaller: Caller = {
  actor: {
    id: "unknown",
    type: "SystemPrincipal",
    alternateId: "system@okta.com",
    displayName: "Okta System",
    detailEntry: null,
  },
  tokenId: null,
  scopes: null,
  userId: null,
};

/**
 * Who a request comes from.
 * @throws ApiFailure E0000004 without credentials, E0000011 with ones that are not valid
 */
export function identifyCaller(request: RawRequest, org: OrgStore): Caller {
  const [scheme = "", value = ""] = (request.headers.authorization ?? "").split(" ");
  if (scheme === "" || value === "") throw failure(401, "E0000004", "Authentication failed");
  const token = org.initial.tokens.find((known) => known.value === value);
  if (scheme !== "SSWS" || token === undefined) throw failure(401, "E0000011", "Invalid token provided");
  const owner = token.userId === null ? undefined : org.users.get(token.userId);
  return {
    ...noCaller,
    actor: owner === undefined ? noCaller.actor : userTarget(owner),
    tokenId: token.id,
    userId: owner?.id ?? null,
  };
}
