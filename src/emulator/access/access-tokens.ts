import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { ServiceApp } from "../state/access-state.ts";
import type { JsonObject } from "../wire/json.ts";
import { isSignedBy, readJwt, signedJwt } from "./jwt.ts";

/** How long an access token is good for. */
export const tokenSeconds = 3600;

/** Contents of an access token. */
interface TokenClaims {
  readonly app: ServiceApp;
  readonly scopes: readonly string[];
  /** Of the key that it is bound to; null for a bearer token. */
  readonly thumbprint: string | null;
}

interface OwnKey {
  readonly privateKey: KeyObject;
  readonly jwk: JsonObject;
}

interface AccessTokensOptions {
  readonly apps: readonly ServiceApp[];
  /** A new unguessable text. */
  readonly makeSecret: () => string;
}

/** Access tokens: JWTs signed by the org, of which nothing is known but what they say (okta-api 11). */
export class AccessTokens {
  readonly #options: AccessTokensOptions;
  /** Names the key as this org's: another org of this process signs with it, too. */
  readonly #kid: string;

  constructor(options: AccessTokensOptions) {
    this.#options = options;
    this.#kid = options.makeSecret();
  }

  /** A new token; `issuer` is the org's own address. */
  issue({ app, scopes, thumbprint }: TokenClaims, issuer: string, now: Date): string {
    const seconds = Math.floor(now.getTime() / 1000);
    const claims = {
      ver: 1,
      jti: `AT.${this.#options.makeSecret()}`,
      iss: issuer,
      aud: issuer,
      sub: app.clientId,
      iat: seconds,
      exp: seconds + tokenSeconds,
      cid: app.clientId,
      scp: scopes,
      ...(thumbprint === null ? {} : { cnf: { jkt: thumbprint } }),
    };
    return signedJwt(ownKey().privateKey, { kid: this.#kid }, claims);
  }

  /** Returns the claims of a token that we issued and that has not expired, else null. */
  read(accessToken: string, now: Date): TokenClaims | null {
    const jwt = readJwt(accessToken);
    if (jwt === null || jwt.header.kid !== this.#kid || !isSignedBy(jwt, ownKey().jwk)) return null;
    const { cid, scp = [], exp = 0, cnf } = jwt.claims;
    const app = this.#options.apps.find(({ clientId }) => clientId === cid);
    if (app === undefined || exp * 1000 <= now.getTime()) return null;
    return { app, scopes: scp, thumbprint: cnf?.jkt ?? null };
  }
}

let madeKey: OwnKey | null = null;

/** One for all orgs of a process, made when it is first needed: to make one takes a quarter of a second. */
function ownKey(): OwnKey {
  if (madeKey !== null) return madeKey;
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { kty = "RSA", n = "", e = "" } = publicKey.export({ format: "jwk" });
  madeKey = { privateKey, jwk: { kty, n, e } };
  return madeKey;
}
