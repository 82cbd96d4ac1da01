import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { PlumblineError } from "../model/errors.ts";
import { sha256 } from "./bundle-files.ts";

/** A key that signs. Its private part stays inside. */
export interface SigningKey extends VerifyingKey {
  sign(bytes: Uint8Array): Uint8Array;
}

/** A key that tells whether a signature is its own. */
export interface VerifyingKey {
  /** `SHA256:` and the digest of its public part (SubjectPublicKeyInfo, DER) in hex. */
  readonly id: string;
  /** Its public part, PEM. */
  readonly pem: string;
  verifies(bytes: Uint8Array, signature: Uint8Array): boolean;
}

/** Variable with the passphrase of a key that is encrypted. */
export const passphraseVariable = "PLUMBLINE_EVIDENCE_PASSPHRASE";

const makeOne = "make one with: openssl genpkey -algorithm ed25519 -out evidence.pem";
const makePublic =
  "make it of the private key with: openssl pkey -in evidence.pem -pubout -out evidence.pub.pem";

const invalid = (message: string, remedy: string): PlumblineError =>
  new PlumblineError("KEY_INVALID", message, { remedy });

/**
 * Reads a private key that may sign: Ed25519, or ECDSA on P-256.
 *
 * @param called - how messages name the file; nothing of its content is ever in one
 * @throws PlumblineError KEY_INVALID
 */
export function signingKey(pem: string, called: string, passphrase: string | undefined): SigningKey {
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    const isPublic = pem.includes("-----BEGIN PUBLIC KEY-----");
    throw invalid(
      `${called} is ${isPublic ? "a public key, and only a private one signs" : "no private key in PEM"}`,
      makeOne,
    );
  }
  const isEncrypted = /ENCRYPTED/.test(pem);
  if (isEncrypted && (passphrase ?? "") === "") {
    throw invalid(`${called} is encrypted`, `set ${passphraseVariable} to its passphrase`);
  }
  const key = tried(() => createPrivateKey({ key: pem, ...(isEncrypted ? { passphrase } : {}) }));
  if (key === null) {
    throw isEncrypted
      ? invalid(`${called} cannot be decrypted`, `set ${passphraseVariable} to its passphrase`)
      : invalid(`${called} is no private key that can be read`, makeOne);
  }
  const hash = hashFor(key, called, makeOne);
  return { ...verifying(createPublicKey(key), hash), sign: (bytes) => sign(hash, bytes, key) };
}

/**
 * Reads a public key, to compare a signature with.
 *
 * @throws PlumblineError KEY_INVALID
 */
export function verifyingKey(pem: string, called: string): VerifyingKey {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw invalid(`${called} is a private key, which nobody else should have`, makePublic);
  }
  const key = tried(() => createPublicKey(pem));
  if (key === null) throw invalid(`${called} is no public key in PEM`, makePublic);
  return verifying(key, hashFor(key, called, makePublic));
}

function verifying(key: KeyObject, hash: string | null): VerifyingKey {
  return {
    id: `SHA256:${sha256(key.export({ type: "spki", format: "der" }))}`,
    pem: key.export({ type: "spki", format: "pem" }).toString(),
    verifies: (bytes, signature) => verify(hash, bytes, key, signature),
  };
}

/** The hash that a key signs: none of ours with Ed25519 (RFC 8032), SHA-256 with P-256. */
function hashFor(
  { asymmetricKeyType, asymmetricKeyDetails }: KeyObject,
  called: string,
  remedy: string,
): string | null {
  if (asymmetricKeyType === "ed25519") return null;
  if (asymmetricKeyType === "ec" && asymmetricKeyDetails?.namedCurve === "prime256v1") return "sha256";
  const kind = [asymmetricKeyType ?? "another kind", asymmetricKeyDetails?.namedCurve ?? ""].join(" ").trim();
  throw invalid(`${called} is a key of ${kind}; Ed25519 and ECDSA on P-256 are what signs here`, remedy);
}

function tried(read: () => KeyObject): KeyObject | null {
  try {
    return read();
  } catch {
    return null;
  }
}
