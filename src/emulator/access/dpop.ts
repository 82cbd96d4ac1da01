import { createHash } from "node:crypto";
import type { JsonObject } from "../wire/json.ts";
import { isSignedBy, type ReadJwt, readJwt } from "./jwt.ts";
import { UsedOnce } from "./used-once.ts";

const fiveMinutesMs = 5 * 60_000;
const dayMs = 86_400_000;

/** A proof and the facts to check it against. */
interface DpopCheck {
  readonly proof: string;
  readonly method: string;
  /** The request's URL; query and fragment do not count. */
  readonly url: string;
  readonly now: Date;
  /** The access token that the proof goes with; null at the token endpoint. */
  readonly accessToken: string | null;
}

type DpopVerdict =
  /** The RFC 7638 thumbprint of the key that signed it. */
  | { readonly kind: "good"; readonly thumbprint: string; readonly nonce: string | null }
  /** Okta's `error_description`. */
  | { readonly kind: "bad"; readonly description: string };

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** Checks DPoP proofs (RFC 9449; Okta's texts in okta-api 8) and remembers their `jti`. */
export class DpopProofs {
  readonly #used = new UsedOnce();

  /** Judges a proof; a good one is used up. */
  check(asked: DpopCheck): DpopVerdict {
    const bad = (description: string): DpopVerdict => ({ kind: "bad", description });
    const jwt = readJwt(asked.proof);
    const jwk = jwt?.header.jwk;
    if (jwt === null || jwk === undefined || jwt.header.typ !== "dpop+jwt" || "d" in jwk) {
      return bad("The DPoP proof JWT is invalid.");
    }
    const { claims } = jwt;
    if (!isSignedBy(jwt, asJsonObject(jwk))) return bad("The DPoP proof JWT signature is invalid.");
    if (claims.htm !== asked.method) return bad("'htm' claim in the DPoP proof JWT is invalid.");
    if (claims.htu !== bareUrl(asked.url)) return bad("'htu' claim in the DPoP proof JWT is invalid.");
    const problem = timeProblem(jwt, asked.now);
    if (problem !== null) return bad(problem);
    if (asked.accessToken !== null && claims.ath !== sha256(asked.accessToken)) {
      return bad("'ath' claim in the DPoP proof JWT does not match the access token.");
    }
    // At the token endpoint a first proof may come without jti, to fetch the nonce (okta-api 8).
    if (claims.jti === undefined) {
      if (asked.accessToken !== null || claims.nonce !== undefined) {
        return bad("'jti' claim is missing in the DPoP proof JWT.");
      }
    } else if (!this.#used.claim(claims.jti, asked.now.getTime(), asked.now.getTime() + 2 * fiveMinutesMs)) {
      return bad("The DPoP proof JWT has already been used.");
    }
    return { kind: "good", thumbprint: thumbprintOf(asJsonObject(jwk)), nonce: claims.nonce ?? null };
  }
}

function timeProblem({ claims }: ReadJwt, now: Date): string | null {
  if (claims.iat === undefined) return "'iat' claim is missing in the DPoP proof JWT.";
  const age = now.getTime() - claims.iat * 1000;
  if (age > fiveMinutesMs) return "The DPoP proof JWT is issued more than five minutes in the past.";
  // Okta's tolerance for clocks that run ahead is not verified against a live org.
  return age < -fiveMinutesMs ? "The DPoP proof JWT is issued in the future." : null;
}

function asJsonObject(jwk: object): JsonObject {
  return Object.fromEntries(Object.entries(jwk).filter(([, value]) => typeof value === "string"));
}

const bareUrl = (url: string): string => url.replace(/[?#].*$/su, "");

/** RFC 7638: the required members of a key in alphabetical order. */
function thumbprintOf(jwk: JsonObject): string {
  const members = jwk["kty"] === "EC" ? ["crv", "kty", "x", "y"] : ["e", "kty", "n"];
  return sha256(JSON.stringify(Object.fromEntries(members.map((member) => [member, jwk[member]]))));
}

/** Nonces of the token endpoint: a new one each day, the older ones good for three (okta-api 8). */
export class DpopNonces {
  readonly #issued = new Map<string, number>();
  readonly #makeNonce: () => string;

  constructor(makeNonce: () => string) {
    this.#makeNonce = makeNonce;
  }

  /** The nonce that clients should use now. */
  current(now: Date): string {
    const newest = [...this.#issued].at(-1);
    if (newest !== undefined && now.getTime() - newest[1] < dayMs) return newest[0];
    const nonce = this.#makeNonce();
    this.#issued.set(nonce, now.getTime());
    return nonce;
  }

  isValid(nonce: string, now: Date): boolean {
    const issued = this.#issued.get(nonce);
    return issued !== undefined && now.getTime() - issued < 3 * dayMs;
  }
}
