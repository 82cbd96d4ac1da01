import { describe, expect, it } from "vitest";
import { toBytes } from "../../src/evidence/bundle-files.ts";
import { passphraseVariable, signingKey, verifyingKey } from "../../src/evidence/keys.ts";
import { PlumblineError } from "../../src/model/errors.ts";
import { ed25519, encrypted, otherKinds, p256 } from "../support/evidence-keys.ts";

const refusal = (read: () => unknown): { readonly message: string; readonly remedy: string } => {
  try {
    read();
  } catch (error) {
    if (error instanceof PlumblineError && error.code === "KEY_INVALID") return error;
    throw error;
  }
  throw new Error("it was taken");
};

describe("a key of the user's", () => {
  it.each([
    ["Ed25519", ed25519],
    ["ECDSA on P-256", p256],
  ])("of %s signs, and its public part alone tells that it did", (_kind, { privateKey, publicKey }) => {
    const key = signingKey(privateKey, "evidence.pem", undefined);
    const other = verifyingKey(publicKey, "evidence.pub.pem");
    const signature = key.sign(toBytes("acme"));
    expect(other.id).toBe(key.id);
    expect(other.pem).toBe(publicKey);
    expect(other.verifies(toBytes("acme"), signature)).toBe(true);
    expect(other.verifies(toBytes("Acme"), signature)).toBe(false);
  });

  it("may come with line ends of Windows", () => {
    const windows = (pem: string): string => pem.replaceAll("\n", "\r\n");
    const { id } = signingKey(windows(ed25519.privateKey), "evidence.pem", undefined);
    expect(verifyingKey(windows(ed25519.publicKey), "evidence.pub.pem").id).toBe(id);
  });

  it("that is encrypted is opened by the passphrase of the environment", () => {
    expect(signingKey(encrypted.privateKey, "evidence.pem", encrypted.passphrase).id).toMatch(
      /^SHA256:[0-9a-f]{64}$/,
    );
  });

  it.each<[string, string, string | undefined, string, string]>([
    [
      "a public key",
      ed25519.publicKey,
      undefined,
      "is a public key, and only a private one signs",
      "openssl genpkey",
    ],
    ["no PEM", "nothing", undefined, "is no private key in PEM", "openssl genpkey"],
    [
      "an encrypted one without its passphrase",
      encrypted.privateKey,
      undefined,
      "is encrypted",
      passphraseVariable,
    ],
    ["an encrypted one with an empty one", encrypted.privateKey, "", "is encrypted", passphraseVariable],
    [
      "an encrypted one with another",
      encrypted.privateKey,
      "wrong",
      "cannot be decrypted",
      passphraseVariable,
    ],
    [
      "a damaged one",
      ed25519.privateKey.replace(/\n[^\n]{20}/, "\nAAAAAAAAAAAAAAAAAAAA"),
      undefined,
      "is no private key that can be read",
      "openssl genpkey",
    ],
    [
      "one of another curve",
      otherKinds["ec secp384r1"].privateKey,
      undefined,
      "a key of ec secp384r1",
      "openssl genpkey",
    ],
    ["one of RSA", otherKinds.rsa.privateKey, undefined, "a key of rsa", "openssl genpkey"],
    ["an empty file", "", undefined, "is no private key in PEM", "openssl genpkey"],
    ["one that never signs", otherKinds.x25519.privateKey, undefined, "a key of x25519", "openssl genpkey"],
  ])("to sign with is not %s", (_what, pem, passphrase, message, remedy) => {
    const error = refusal(() => signingKey(pem, "evidence.pem", passphrase));
    expect(error.message).toContain(message);
    expect(error.remedy).toContain(remedy);
    expect(`${error.message} ${error.remedy}`).not.toContain(pem.split("\n")[1] ?? "nothing of it");
  });

  it.each([
    ["a private key", ed25519.privateKey, "is a private key, which nobody else should have"],
    ["no PEM", "nothing", "is no public key in PEM"],
    ["an empty file", "", "is no public key in PEM"],
    ["one of RSA", otherKinds.rsa.publicKey, "a key of rsa"],
    ["one of another curve", otherKinds["ec secp384r1"].publicKey, "a key of ec secp384r1"],
  ])("to compare with is not %s", (_what, pem, message) => {
    expect(refusal(() => verifyingKey(pem, "evidence.pub.pem")).message).toContain(message);
  });
});
