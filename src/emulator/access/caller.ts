import type { ApiAnswer, Caller } from "../call/api-call.ts";
import { userTarget } from "../log/log-events.ts";
import type { OrgStore } from "../state/org-store.ts";
import { type Powers, powersOf, roleNameOf } from "../state/powers.ts";
import type { EmulatedUser } from "../state/state.ts";
import { failure, forbidden } from "../wire/api-failure.ts";
import type { RawRequest } from "../wire/read-request.ts";
import type { OAuthServer } from "./oauth.ts";

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
  powers: null,
};

interface Identifying {
  readonly org: OrgStore;
  readonly oauth: OAuthServer;
  readonly clock: Date;
  readonly baseUrl: string;
}

export type Identification =
  | { readonly kind: "caller"; readonly caller: Caller }
  /** A refusal in OAuth's own form. */
  | { readonly kind: "refused"; readonly answer: ApiAnswer };

/**
 * Who a request comes from.
 * @throws ApiFailure E0000004 without credentials, E0000011 with ones that are not valid
 */
export function identifyCaller(request: RawRequest, identifying: Identifying): Identification {
  const authorization = request.headers.authorization ?? "";
  const [scheme = "", value = ""] = authorization.split(" ");
  if (scheme === "" || value === "") throw failure(401, "E0000004", "Authentication failed");
  return scheme === "SSWS"
    ? { kind: "caller", caller: tokenOwner(value, identifying.org) }
    : serviceApp(request, authorization, identifying);
}

function tokenOwner(value: string, org: OrgStore): Caller {
  const token = org.tokens.all().find((known) => known.value === value);
  if (token === undefined) throw failure(401, "E0000011", "Invalid token provided");
  const owner = token.userId === null ? undefined : org.users.get(token.userId);
  return {
    ...noCaller,
    actor: owner === undefined ? noCaller.actor : userTarget(owner),
    tokenId: token.id,
    userId: owner?.id ?? null,
    powers: owner === undefined ? null : powersOfPerson(owner, org),
  };
}

/** In an org without any super administrator, which no real one is, nobody is kept from anything. */
function powersOfPerson(owner: EmulatedUser, org: OrgStore): Powers | null {
  if (!org.hasSuperAdmin) return null;
  const held = [...owner.roles, ...org.groupsOf(owner).flatMap(({ roles }) => roles)];
  const active = held.filter(({ status }) => status === "ACTIVE");
  return powersOf(active.map(roleNameOf), org.initial);
}

/** How the log names a service app as actor is not verified against a live org (okta-api 6). */
function serviceApp(
  request: RawRequest,
  authorization: string,
  { org, oauth, clock, baseUrl }: Identifying,
): Identification {
  const verdict = oauth.authorize({
    method: request.method,
    url: baseUrl + request.path,
    authorization,
    proof: headerText(request.headers["dpop"]),
    now: clock,
  });
  switch (verdict.kind) {
    case "invalid-token":
      throw failure(401, "E0000011", "Invalid token provided");
    case "refused":
      return { kind: "refused", answer: verdict.answer };
    case "app": {
      const { clientId, label, roles } = verdict.app;
      // A scope without an admin role gives nothing (okta-api 8); in which words is not verified against a live org.
      if (roles.length === 0) throw forbidden();
      const actor = {
        id: clientId,
        type: "PublicClientApp",
        alternateId: clientId,
        displayName: label,
        detailEntry: null,
      };
      const powers = powersOf(roles, org.initial);
      return { kind: "caller", caller: { ...noCaller, actor, scopes: new Set(verdict.scopes), powers } };
    }
  }
}

/** One header as text; null when it is missing. */
export function headerText(value: string | readonly string[] | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === "string" ? value : value.join(", ");
}
