import { createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { z } from "zod";
import type { JsonObject } from "../wire/json.ts";

const headerSchema = z.looseObject({
  alg: z.string(),
  typ: z.string().optional(),
  kid: z.string().optional(),
  jwk: z.looseObject({ kty: z.string() }).optional(),
});
const claimsSchema = z.looseObject({
  iss: z.string().optional(),
  sub: z.string().optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  exp: z.number().optional(),
  iat: z.number().optional(),
  jti: z.string().optional(),
  htm: z.string().optional(),
  htu: z.string().optional(),
  nonce: z.string().optional(),
  ath: z.string().optional(),
  cid: z.string().optional(),
  scp: z.array(z.string()).optional(),
  cnf: z.looseObject({ jkt: z.string() }).optional(),
});

/** A JSON Web Token taken apart; its signature is not checked yet. */
export interface ReadJwt {
  readonly header: z.infer<typeof headerSchema>;
  readonly claims: z.infer<typeof claimsSchema>;
  /** The signed text: the first two parts as sent. */
  readonly signed: string;
  readonly signature: Buffer;
}

/** Takes a token apart; null when it is none. */
export function readJwt(text: string): ReadJwt | null {
  const [head, body, signature, ...rest] = text.split(".");
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0) return null;
  const header = headerSchema.safeParse(jsonOf(head));
  const claims = claimsSchema.safeParse(jsonOf(body));
  if (!header.success || !claims.success) return null;
  return {
    header: header.data,
    claims: claims.data,
    signed: `${head}.${body}`,
    signature: Buffer.from(signature, "base64url"),
  };
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

interface Algorithm {
  readonly hash: string;
  /** Of the key: RSA, or the curve of an EC key. */
  readonly key: string;
}

/** Algorithms that Okta accepts for client assertions and DPoP proofs (its `algs` challenge lists these). */
const algorithms: Readonly<Record<string, Algorithm>> = {
  RS256: { hash: "sha256", key: "RSA" },
  RS384: { hash: "sha384", key: "RSA" },
  RS512: { hash: "sha512", key: "RSA" },
  ES256: { hash: "sha256", key: "P-256" },
  ES384: { hash: "sha384", key: "P-384" },
  ES512: { hash: "sha512", key: "P-521" },
};

/** A token signed with RS256, as Okta's own are. */
export function signedJwt(key: KeyObject, header: JsonObject, claims: JsonObject): string {
  const part = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ ...header, alg: "RS256" })}.${part(claims)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
}

/** Whether a token bears the signature of a public key, given as a JWK. */
export function isSignedBy(jwt: ReadJwt, jwk: JsonObject): boolean {
  const algorithm = algorithms[jwt.header.alg];
  if (algorithm === undefined || (jwk["kty"] === "EC" ? jwk["crv"] : jwk["kty"]) !== algorithm.key)
    return false;
  try {
    const key = createPublicKey({ key: jwk, format: "jwk" });
    // JWS signs with the bare pair of numbers, node's default is DER (RFC 7518 section 3.4).
    const input = { key, dsaEncoding: "ieee-p1363" } as const;
    return verify(algorithm.hash, Buffer.from(jwt.signed), input, jwt.signature);
  } catch {
    return false;
  }
}
