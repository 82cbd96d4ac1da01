import { createPrivateKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import { PlumblineError } from "../../model/errors.ts";

/** The service app's key, ready for signing; a KeyObject shows nothing of itself when printed. */
export interface SigningKey {
  readonly key: KeyObject;
  /** JWS algorithm that belongs to the key. */
  readonly algorithm: "RS256" | "ES256" | "ES384" | "ES512";
  /** `kid` of the JWK; null for PEM. */
  readonly keyId: string | null;
}

const remedy =
  "set OKTA_PRIVATE_KEY to the service app's private key: PEM (PKCS#8, PKCS#1, SEC1) or JWK, RSA or EC";

const curveAlgorithms: Readonly<Record<string, "ES256" | "ES384" | "ES512">> = {
  prime256v1: "ES256",
  secp384r1: "ES384",
  secp521r1: "ES512",
};

const jwkSchema = z.looseObject({ kty: z.string(), kid: z.string().optional() });

const invalid = (problem: string): PlumblineError =>
  new PlumblineError("CREDENTIALS_INVALID", `OKTA_PRIVATE_KEY ${problem}`, { remedy });

function algorithmOf(key: KeyObject): SigningKey["algorithm"] {
  if (key.asymmetricKeyType === "rsa") {
    // RFC 7518 section 3.3: RS256 needs 2048 bits or more.
    if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) throw invalid("is an RSA key under 2048 bits");
    return "RS256";
  }
  const algorithm = curveAlgorithms[key.asymmetricKeyDetails?.namedCurve ?? ""];
  if (key.asymmetricKeyType !== "ec" || algorithm === undefined) {
    throw invalid(`is of a kind that Okta does not take (${key.asymmetricKeyType})`);
  }
  return algorithm;
}

function fromJwk(text: string): { readonly key: KeyObject; readonly keyId: string | null } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message would quote the key.
    throw invalid("begins like a JWK and is not JSON");
  }
  const jwk = jwkSchema.safeParse(json);
  if (!jwk.success) throw invalid("is JSON and not a JWK");
  if (!("d" in jwk.data)) throw invalid("is a public key; the private one is needed");
  const key: JsonWebKey = jwk.data;
  try {
    return { key: createPrivateKey({ key, format: "jwk" }), keyId: jwk.data.kid ?? null };
  } catch {
    throw invalid("is a JWK that cannot be read");
  }
}

function fromPem(text: string): KeyObject {
  if (/-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(text) || text.includes("BEGIN CERTIFICATE")) {
    throw invalid("is a public key or certificate; the private key is needed");
  }
  if (text.includes("BEGIN ENCRYPTED PRIVATE KEY") || text.includes("Proc-Type: 4,ENCRYPTED")) {
    throw invalid("is encrypted; a key without a passphrase is needed");
  }
  try {
    return createPrivateKey(text);
  } catch {
    throw invalid("is neither a PEM private key nor a JWK");
  }
}

/**
 * Reads the key; newlines may be written as `\n`, as secret stores like to do.
 *
 * @throws PlumblineError CREDENTIALS_INVALID, which never quotes the key
 */
export function parsePrivateKey(value: string): SigningKey {
  const text = value.trim();
  if (text.startsWith("{")) {
    const { key, keyId } = fromJwk(text);
    return { key, keyId, algorithm: algorithmOf(key) };
  }
  const key = fromPem(text.replaceAll("\\r", "").replaceAll("\\n", "\n"));
  return { key, keyId: null, algorithm: algorithmOf(key) };
}
