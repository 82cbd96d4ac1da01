import { createHash, randomUUID, type webcrypto } from "node:crypto";
import { exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import type { SigningKey } from "./private-key.ts";

/** Okta takes assertions of up to an hour; five minutes is ample for one request, retried with a new one. */
const assertionSeconds = 300;

/**
 * The service app's proof of itself at the token endpoint (private_key_jwt, RFC 7523). Every call gives a new
 * `jti`, since Okta takes each only once.
 *
 * @param audience the token endpoint's URL
 */
export function clientAssertion(
  clientId: string,
  signingKey: SigningKey,
  audience: string,
  nowMs: number,
): Promise<string> {
  const issuedAt = Math.floor(nowMs / 1000);
  const header = signingKey.keyId === null ? {} : { kid: signingKey.keyId };
  return new SignJWT()
    .setProtectedHeader({ ...header, alg: signingKey.algorithm })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + assertionSeconds)
    .setJti(randomUUID())
    .sign(signingKey.key);
}

/** A key pair made for one run: Okta binds the access token to it, so a stolen token is useless alone. */
export interface ProofKey {
  readonly privateKey: webcrypto.CryptoKey;
  readonly publicJwk: JWK;
}

/** RS256, because that is the algorithm of Okta's own SDK; others are not verified against a live org. */
export async function makeProofKey(): Promise<ProofKey> {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  return { privateKey, publicJwk: await exportJWK(publicKey) };
}

export interface ProofInput {
  readonly method: string;
  /** Query and fragment are left out of `htu` (RFC 9449 section 4.2). */
  readonly url: string;
  readonly nowMs: number;
  readonly nonce?: string;
  /** At the API, never at the token endpoint: binds the proof to the token by its hash. */
  readonly accessToken?: string;
}

/** A DPoP proof (RFC 9449) for one attempt; Okta refuses a `jti` that it has seen. */
export function dpopProof(proofKey: ProofKey, input: ProofInput): Promise<string> {
  const { origin, pathname } = new URL(input.url);
  const hash = (token: string): string => createHash("sha256").update(token).digest("base64url");
  return new SignJWT({
    htm: input.method.toUpperCase(),
    htu: `${origin}${pathname}`,
    ...(input.nonce === undefined ? {} : { nonce: input.nonce }),
    ...(input.accessToken === undefined ? {} : { ath: hash(input.accessToken) }),
  })
    .setProtectedHeader({ typ: "dpop+jwt", alg: "RS256", jwk: proofKey.publicJwk })
    .setIssuedAt(Math.floor(input.nowMs / 1000))
    .setJti(randomUUID())
    .sign(proofKey.privateKey);
}
