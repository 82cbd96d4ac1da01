import { generateKeyPairSync } from "node:crypto";

const spki = { type: "spki", format: "pem" } as const;
const pkcs8 = { type: "pkcs8", format: "pem" } as const;

/** Key pairs of the kinds that sign, in PEM, made anew for each run. */
export const ed25519 = generateKeyPairSync("ed25519", { publicKeyEncoding: spki, privateKeyEncoding: pkcs8 });
export const p256 = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: spki,
  privateKeyEncoding: pkcs8,
});

/** An encrypted key, and its passphrase. */
export const encrypted = {
  passphrase: "a passphrase of the test",
  privateKey: generateKeyPairSync("ed25519", {
    publicKeyEncoding: spki,
    privateKeyEncoding: { ...pkcs8, cipher: "aes-256-cbc", passphrase: "a passphrase of the test" },
  }).privateKey,
};

/** Keys that do not sign here. */
export const otherKinds = {
  "ec secp384r1": generateKeyPairSync("ec", {
    namedCurve: "P-384",
    publicKeyEncoding: spki,
    privateKeyEncoding: pkcs8,
  }),
  rsa: generateKeyPairSync("rsa", {
    modulusLength: 1024,
    publicKeyEncoding: spki,
    privateKeyEncoding: pkcs8,
  }),
  x25519: generateKeyPairSync("x25519", { publicKeyEncoding: spki, privateKeyEncoding: pkcs8 }),
};
