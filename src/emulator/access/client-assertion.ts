import type { ServiceApp } from "../state/access-state.ts";
import { isSignedBy, readJwt } from "./jwt.ts";
import type { UsedOnce } from "./used-once.ts";

const hourSeconds = 3600;

/** An assertion and the facts to check it against. */
export interface AssertionCheck {
  readonly assertion: string;
  readonly apps: readonly ServiceApp[];
  /** The token endpoint's URL, which must be the audience. */
  readonly audience: string;
  readonly now: Date;
  readonly used: UsedOnce;
}

export type AssertionVerdict =
  | { readonly kind: "good"; readonly app: ServiceApp }
  /** Okta's `error_description` of an invalid_client. */
  | { readonly kind: "bad"; readonly description: string };

/**
 * Checks a client assertion of private_key_jwt (RFC 7523, okta-api 8). The first two texts and the expiration's
 * are Okta's; those of the others are not verified against a live org.
 */
export function checkAssertion({ assertion, apps, audience, now, used }: AssertionCheck): AssertionVerdict {
  const bad = (description: string): AssertionVerdict => ({ kind: "bad", description });
  const jwt = readJwt(assertion);
  if (jwt === null) return bad("The client_assertion is not a valid JWT.");
  const { claims, header } = jwt;
  const app = apps.find(({ clientId }) => clientId === claims.iss);
  if (app === undefined || claims.sub !== claims.iss) {
    return bad("The issuer and subject of the client_assertion must be the client_id of an active client.");
  }
  const keys = app.keys.filter(({ kid }) => header.kid === undefined || kid === header.kid);
  if (keys.length === 0) return bad("The client_assertion kid does not match a key of the client.");
  if (!keys.some((key) => isSignedBy(jwt, key))) return bad("The client_assertion signature is invalid.");
  if (![claims.aud].flat().includes(audience)) {
    return bad("The audience claim for client_assertion must be the endpoint invoked for the request.");
  }
  const seconds = now.getTime() / 1000;
  if (claims.exp === undefined) return bad("The client_assertion token must have an expiration.");
  if (claims.exp <= seconds) return bad("The client_assertion token is expired.");
  if (claims.exp > seconds + hourSeconds) {
    return bad("The client_assertion token has an expiration too far into the future.");
  }
  const once =
    claims.jti === undefined ||
    used.claim(`${app.clientId} ${claims.jti}`, seconds * 1000, claims.exp * 1000);
  return once ? { kind: "good", app } : bad("The client_assertion has already been used.");
}
