import { generateKeyPairSync } from "node:crypto";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { PlumblineError } from "../../../src/model/errors.ts";
import { readConnectionSettings } from "../../../src/okta/access/connection-settings.ts";

const orgUrl = "https://acme.okta.com";
const apiToken = "00aB-secret_token";
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pkcs8 = rsa.privateKey.export({ type: "pkcs8", format: "pem" }).toString();

function failure(env: NodeJS.ProcessEnv): PlumblineError {
  try {
    readConnectionSettings(env);
  } catch (error) {
    if (error instanceof PlumblineError) return error;
    throw error;
  }
  throw new Error("the settings were accepted");
}

const withKey = (key: string): NodeJS.ProcessEnv => ({
  OKTA_ORG_URL: orgUrl,
  OKTA_CLIENT_ID: "0oaPlumbline",
  OKTA_PRIVATE_KEY: key,
});

describe("OKTA_ORG_URL", () => {
  it.each([
    ["https://acme.okta.com", "https://acme.okta.com"],
    ["https://acme.okta.com/", "https://acme.okta.com"],
    ["  https://ACME.okta.com//  ", "https://acme.okta.com"],
    ["https://login.acme.example:8443", "https://login.acme.example:8443"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://127.9.9.9/", "http://127.9.9.9"],
    ["http://localhost:1", "http://localhost:1"],
    ["http://[::1]:1", "http://[::1]:1"],
  ])("takes %s as %s", (given, taken) => {
    expect(readConnectionSettings({ OKTA_ORG_URL: given, OKTA_API_TOKEN: apiToken }).orgUrl).toBe(taken);
  });

  it.each([
    [undefined, "ORG_URL_MISSING", "OKTA_ORG_URL"],
    ["  ", "ORG_URL_MISSING", "OKTA_ORG_URL"],
    ["acme.okta.com", "ORG_URL_INVALID", "https://"],
    ["ftp://acme.okta.com", "ORG_URL_INVALID", "https://"],
    ["https://acme.okta.com/api/v1", "ORG_URL_INVALID", "https://acme.okta.com alone"],
    ["https://acme.okta.com?x=1", "ORG_URL_INVALID", "https://acme.okta.com alone"],
    ["https://nia:pw@acme.okta.com", "ORG_URL_INVALID", "https://"],
    ["https://acme-admin.okta.com", "ORG_URL_INVALID", "https://acme.okta.com"],
    ["https://acme-admin.oktapreview.com/", "ORG_URL_INVALID", "https://acme.oktapreview.com"],
    ["http://acme.okta.com", "ORG_URL_INSECURE", "https://acme.okta.com"],
    ["http://localhost.acme.example", "ORG_URL_INSECURE", "https://"],
    ["http://10.0.0.1", "ORG_URL_INSECURE", "https://"],
  ])("refuses %s", (given, code, advice) => {
    const error = failure({ OKTA_ORG_URL: given, OKTA_API_TOKEN: apiToken });
    expect(error.code).toBe(code);
    expect(error.remedy).toContain(advice);
    expect(error.message).not.toContain("pw");
  });
});

describe("credentials", () => {
  it("takes an API token", () => {
    const { credentials } = readConnectionSettings({
      OKTA_ORG_URL: orgUrl,
      OKTA_API_TOKEN: ` ${apiToken}\n`,
    });
    expect(credentials).toMatchObject({ kind: "api-token" });
    expect(credentials.kind === "api-token" && credentials.token.reveal()).toBe(apiToken);
  });

  it("prefers the service app to a token, and says that the token is not used", () => {
    const settings = readConnectionSettings({ ...withKey(pkcs8), OKTA_API_TOKEN: apiToken });
    expect(settings.credentials.kind).toBe("service-app");
    expect(settings.apiTokenIgnored).toBe(true);
    expect(readConnectionSettings(withKey(pkcs8)).apiTokenIgnored).toBe(false);
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ["nothing", {}],
    ["a client id alone", { OKTA_CLIENT_ID: "0oaPlumbline" }],
    ["a key alone", { OKTA_PRIVATE_KEY: pkcs8 }],
  ])("refuses %s", (_what, env) => {
    expect(failure({ OKTA_ORG_URL: orgUrl, ...env }).code).toBe("CREDENTIALS_MISSING");
  });

  it.each([
    "SSWS 00abc",
    "00abc\r\nX-Evil: 1",
    "tökén",
  ])("refuses %j as a token without quoting it", (token) => {
    const error = failure({ OKTA_ORG_URL: orgUrl, OKTA_API_TOKEN: token });
    expect(error.code).toBe("CREDENTIALS_INVALID");
    expect(error.message).not.toContain(token);
  });

  it("never shows a secret when printed, inspected or serialised", () => {
    for (const env of [{ OKTA_ORG_URL: orgUrl, OKTA_API_TOKEN: apiToken }, withKey(pkcs8)]) {
      const settings = readConnectionSettings(env);
      const { credentials } = settings;
      const secret =
        credentials.kind === "api-token" ? String(credentials.token) : String(credentials.signingKey);
      const shown = [
        inspect(settings, { depth: 9, showHidden: true }),
        JSON.stringify(settings),
        secret,
      ].join();
      expect(shown).not.toContain(apiToken);
      expect(shown).not.toContain("PRIVATE KEY");
      expect(shown).not.toContain(pkcs8.split("\n")[1]);
    }
  });
});

describe("OKTA_PRIVATE_KEY", () => {
  it.each([
    ["PKCS#8 RSA", pkcs8, "RS256"],
    ["PKCS#1 RSA", rsa.privateKey.export({ type: "pkcs1", format: "pem" }).toString(), "RS256"],
    ["PKCS#8 EC", ec.privateKey.export({ type: "pkcs8", format: "pem" }).toString(), "ES256"],
    ["SEC1 EC", ec.privateKey.export({ type: "sec1", format: "pem" }).toString(), "ES256"],
    ["escaped newlines", pkcs8.replaceAll("\n", "\\n"), "RS256"],
    ["escaped Windows newlines", pkcs8.replaceAll("\n", "\\r\\n"), "RS256"],
    ["JWK RSA", JSON.stringify(rsa.privateKey.export({ format: "jwk" })), "RS256"],
    ["JWK EC", JSON.stringify(ec.privateKey.export({ format: "jwk" }), null, 2), "ES256"],
    ["P-384", keyOn("P-384"), "ES384"],
    ["P-521", keyOn("P-521"), "ES512"],
  ])("takes %s", (_what, key, algorithm) => {
    expect(readConnectionSettings(withKey(key)).credentials).toMatchObject({ signingKey: { algorithm } });
  });

  it("takes the key id from the JWK, and from OKTA_KEY_ID before that", () => {
    const jwk = JSON.stringify({ ...rsa.privateKey.export({ format: "jwk" }), kid: "from-jwk" });
    const keyIdOf = (env: NodeJS.ProcessEnv) => {
      const { credentials } = readConnectionSettings(env);
      return credentials.kind === "service-app" ? credentials.signingKey.keyId : "none";
    };
    expect(keyIdOf(withKey(jwk))).toBe("from-jwk");
    expect(keyIdOf({ ...withKey(jwk), OKTA_KEY_ID: "from-env" })).toBe("from-env");
    expect(keyIdOf(withKey(pkcs8))).toBeNull();
  });

  it.each([
    ["words", "not a key"],
    ["a public key", rsa.publicKey.export({ type: "spki", format: "pem" }).toString()],
    ["a public JWK", JSON.stringify(ec.publicKey.export({ format: "jwk" }))],
    ["JSON that is no JWK", '{"d": "secret"}'],
    ["broken JSON", '{"kty": "RSA", "d": "secret"'],
    ["a JWK with garbage in it", '{"kty": "EC", "crv": "P-256", "d": "secret", "x": "1", "y": "2"}'],
    ["an encrypted key", encrypted()],
    ["a cut-off key", pkcs8.slice(0, 400)],
    ["Ed25519", ed25519()],
    ["secp256k1", keyOn("secp256k1")],
    ["1024 bits", short()],
  ])("refuses %s without quoting it", (_what, key) => {
    const error = failure(withKey(key));
    expect(error.code).toBe("CREDENTIALS_INVALID");
    expect(inspect(error)).not.toContain("secret");
    expect(error.cause).toBeUndefined();
  });
});

function keyOn(namedCurve: string): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function ed25519(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function short(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function encrypted(): string {
  const how = { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "secret" } as const;
  return ec.privateKey.export(how).toString();
}
