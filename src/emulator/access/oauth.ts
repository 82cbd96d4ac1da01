import type { ServiceApp } from "../state/state.ts";
import { checkAssertion } from "./client-assertion.ts";
import { DpopNonces, DpopProofs } from "./dpop.ts";
import { type OAuthAnswer, oauthError } from "./oauth-answer.ts";
import { UsedOnce } from "./used-once.ts";

const tokenSeconds = 3600;

interface OAuthOptions {
  readonly apps: readonly ServiceApp[];
  /** A new unguessable text, for access tokens and nonces. */
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

interface IssuedToken {
  readonly app: ServiceApp;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970. */
  readonly end: number;
  /** Of the key that it is bound to; null for a bearer token. */
  readonly thumbprint: string | null;
}

/** The org authorization server for service apps (okta-api 8): private_key_jwt, tokens of one hour, DPoP. */
export class OAuthServer {
  readonly #options: OAuthOptions;
  readonly #tokens = new Map<string, IssuedToken>();
  readonly #assertions = new UsedOnce();
  readonly #proofs = new DpopProofs();
  readonly #nonces: DpopNonces;

  constructor(options: OAuthOptions) {
    this.#options = options;
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
    const scopes = (form.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
    if (scopes.length === 0 || !scopes.every((scope) => app.scopes.includes(scope))) {
      // Whether Okta gives the granted part of what was asked for is not verified against a live org.
      return oauthError(
        400,
        "invalid_scope",
        "The client is not granted one or more of the requested scopes.",
      );
    }
    if (!app.dpop && proof === null) return this.#issue(app, scopes, null, now);
    const bound = this.#checkTokenProof(proof, url, now);
    return typeof bound === "string" ? this.#issue(app, scopes, bound, now) : bound;
  }

  /** Who calls the API, with which scopes, for the schemes Bearer and DPoP. */
  authorize({ method, url, authorization, proof, now }: ApiRequest): Authorization {
    const [scheme = "", accessToken = ""] = authorization.split(" ");
    const issued = this.#tokens.get(accessToken);
    if (issued === undefined || issued.end <= now.getTime()) return { kind: "invalid-token" };
    const { app, scopes, thumbprint } = issued;
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

  #issue(app: ServiceApp, scopes: readonly string[], thumbprint: string | null, now: Date): OAuthAnswer {
    for (const [value, { end }] of this.#tokens) if (end <= now.getTime()) this.#tokens.delete(value);
    const accessToken = this.#options.makeSecret();
    this.#tokens.set(accessToken, { app, scopes, thumbprint, end: now.getTime() + tokenSeconds * 1000 });
    return {
      status: 200,
      headers: { "cache-control": "no-store" },
      body: {
        token_type: thumbprint === null ? "Bearer" : "DPoP",
        expires_in: tokenSeconds,
        access_token: accessToken,
        scope: scopes.join(" "),
      },
    };
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
