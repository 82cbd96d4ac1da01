import type { ServiceApp } from "../state/access-state.ts";
import { AccessTokens, tokenSeconds } from "./access-tokens.ts";
import { checkAssertion } from "./client-assertion.ts";
import { DpopNonces, DpopProofs } from "./dpop.ts";
import { type OAuthAnswer, oauthError } from "./oauth-answer.ts";
import { UsedOnce } from "./used-once.ts";

interface OAuthOptions {
  readonly apps: readonly ServiceApp[];
  /** A new unguessable text, for the ids of access tokens and for nonces. */
  readonly makeSecret: () => string;
}

/** A request to `/oauth2/v1/token`. */
interface TokenRequest {
  readonly form: URLSearchParams;
  /** The `DPoP` header. */
  readonly proof: string | null;
  /** The endpoint's own URL, which assertions name as their audience. */
  readonly url: string;
  readonly now: Date;
}

/** A request to the API. */
interface ApiRequest {
  readonly method: string;
  readonly url: string;
  /** The `Authorization` header. */
  readonly authorization: string;
  /** The `DPoP` header. */
  readonly proof: string | null;
  readonly now: Date;
}

type Authorization =
  | { readonly kind: "app"; readonly app: ServiceApp; readonly scopes: readonly string[] }
  /** No token of ours, or one that has ended: 401 E0000011. */
  | { readonly kind: "invalid-token" }
  | { readonly kind: "refused"; readonly answer: OAuthAnswer };

/** Okta's scopes of the API; any other word is none (which exist beside those of the endpoints here is not listed). */
const apiScope = /^okta(\.[a-zA-Z]+)+\.(read|manage)$/;

/**
 * The org authorization server for service apps (okta-api 8): private_key_jwt, tokens of one hour, DPoP.
 */
export class OAuthServer {
  readonly #options: OAuthOptions;
  readonly #tokens: AccessTokens;
  readonly #assertions = new UsedOnce();
  readonly #proofs = new DpopProofs();
  readonly #nonces: DpopNonces;

  constructor(options: OAuthOptions) {
    this.#options = options;
    this.#tokens = new AccessTokens(options);
    this.#nonces = new DpopNonces(options.makeSecret);
  }

  /** `POST /oauth2/v1/token`. */
  token({ form, proof, url, now }: TokenRequest): OAuthAnswer {
    if (form.get("grant_type") !== "client_credentials") {
      return oauthError(400, "unsupported_grant_type", "The grant type is not supported by the client.");
    }
    const verdict = checkAssertion({
      assertion: form.get("client_assertion") ?? "",
      apps: this.#options.apps,
      audience: url,
      now,
      used: this.#assertions,
    });
    if (verdict.kind === "bad") return oauthError(401, "invalid_client", verdict.description);
    const { app } = verdict;
    const asked = (form.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
    if (asked.length === 0 || !asked.every((scope) => apiScope.test(scope))) {
      return oauthError(
        400,
        "invalid_scope",
        "One or more scopes are not configured for the authorization server.",
      );
    }
    // The intersection is granted, and with nothing in it a refusal of its own (okta-api 11).
    const scopes = asked.filter((scope) => app.scopes.includes(scope));
    if (scopes.length === 0) {
      return oauthError(400, "consent_required", "You are not allowed any of the requested scopes.");
    }
    const bound = app.dpop || proof !== null ? this.#checkTokenProof(proof, url, now) : null;
    if (bound !== null && typeof bound !== "string") return bound;
    const accessToken = this.#tokens.issue({ app, scopes, thumbprint: bound }, new URL(url).origin, now);
    return {
      status: 200,
      headers: { "cache-control": "no-store" },
      body: {
        token_type: bound === null ? "Bearer" : "DPoP",
        expires_in: tokenSeconds,
        access_token: accessToken,
        scope: scopes.join(" "),
      },
    };
  }

  /** Who calls the API, with which scopes, for the schemes Bearer and DPoP. */
  authorize({ method, url, authorization, proof, now }: ApiRequest): Authorization {
    const [scheme = "", accessToken = ""] = authorization.split(" ");
    const read = this.#tokens.read(accessToken, now);
    if (read === null) return { kind: "invalid-token" };
    const { app, scopes, thumbprint } = read;
    const isDpop = scheme.toLowerCase() === "dpop";
    if (thumbprint === null) return isDpop ? { kind: "invalid-token" } : { kind: "app", app, scopes };
    if (!isDpop) {
      return refusal(url, "invalid_request", "The resource request must use the DPoP authentication scheme.");
    }
    if (proof === null) return refusal(url, "invalid_request", "The resource request requires a DPoP proof.");
    const verdict = this.#proofs.check({ proof, method, url, now, accessToken });
    if (verdict.kind === "bad") return refusal(url, "invalid_dpop_proof", verdict.description);
    return verdict.thumbprint === thumbprint
      ? { kind: "app", app, scopes }
      : refusal(url, "invalid_dpop_proof", "The DPoP proof JWT key does not match the access token.");
  }

  /** The thumbprint of the proof's key, or the refusal. */
  #checkTokenProof(proof: string | null, url: string, now: Date): string | OAuthAnswer {
    if (proof === null) {
      return oauthError(400, "invalid_dpop_proof", "The DPoP proof JWT header is missing.");
    }
    const verdict = this.#proofs.check({ proof, method: "POST", url, now, accessToken: null });
    if (verdict.kind === "bad") return oauthError(400, "invalid_dpop_proof", verdict.description);
    if (verdict.nonce !== null && this.#nonces.isValid(verdict.nonce, now)) return verdict.thumbprint;
    return oauthError(400, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof.", {
      "dpop-nonce": this.#nonces.current(now),
    });
  }
}

/** A refusal at the API: status and challenge as recorded from a live org, the body not verified. */
function refusal(url: string, error: string, description: string): Authorization {
  const { origin, pathname } = new URL(url);
  const challenge = [
    'DPoP algs="RS256 RS384 RS512 ES256 ES384 ES512"',
    `authorization_uri="${origin}/oauth2/v1/authorize"`,
    `realm="${origin}"`,
    `error="${error}"`,
    `error_description="${description}"`,
    `resource="${pathname}"`,
  ].join(", ");
  return { kind: "refused", answer: oauthError(400, error, description, { "www-authenticate": challenge }) };
}
