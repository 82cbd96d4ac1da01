import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { readJwt } from "../../src/emulator/access/jwt.ts";
import { OAuthServer } from "../../src/emulator/access/oauth.ts";
import type { JsonObject } from "../../src/emulator/wire/json.ts";
import { type AppKey, makeAppKey } from "./signed-jwt.ts";

const url = "https://acme.okta.com/oauth2/v1/token";
const users = "https://acme.okta.com/api/v1/users";
const start = new Date("2026-11-23T09:00:00.000Z");
const seconds = start.getTime() / 1000;
const later = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);

const keys = new Map(
  ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"].map((alg) => [alg, makeAppKey(alg, alg)]),
);
const key = (alg: string): AppKey => keys.get(alg) ?? makeAppKey(alg, alg);
const proofKey = makeAppKey("ES256");
const rs256 = key("RS256");

let server: OAuthServer;
let made = 0;

beforeEach(() => {
  made = 0;
  const scopes = ["okta.users.read", "okta.groups.read"];
  server = new OAuthServer({
    apps: [
      {
        clientId: "0oaPlain",
        label: "Plain",
        keys: [...keys.values()].map(({ jwk }) => jwk),
        scopes,
        dpop: false,
        roles: ["READ_ONLY_ADMIN"],
      },
      { clientId: "0oaBound", label: "Bound", keys: [rs256.jwk], scopes, dpop: true, roles: [] },
    ],
    makeSecret: () => `secret-${++made}`,
  });
});

const claims = (more: JsonObject = {}): JsonObject => ({
  iss: "0oaPlain",
  sub: "0oaPlain",
  aud: url,
  exp: seconds + 300,
  jti: "assertion-1",
  ...more,
});

const ask = (
  assertion: string,
  more: Record<string, string> = {},
  proof: string | null = null,
  now = start,
) =>
  server.token({
    form: new URLSearchParams({
      grant_type: "client_credentials",
      scope: "okta.users.read",
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: assertion,
      ...more,
    }),
    proof,
    url,
    now,
  });

describe("the token endpoint", () => {
  test.each([...keys])("takes an assertion signed with %s", (alg, { jwt }) => {
    expect(ask(jwt({ kid: alg }, claims()))).toMatchObject({
      status: 200,
      body: { token_type: "Bearer", expires_in: 3600, scope: "okta.users.read" },
    });
  });

  test("finds the key of an assertion without kid", () => {
    expect(ask(key("ES256").jwt({}, claims())).status).toBe(200);
  });

  test.each([
    ["another issuer", {}, { iss: "0oaNobody", sub: "0oaNobody" }, "issuer and subject"],
    ["another subject", {}, { sub: "0oaBound" }, "issuer and subject"],
    ["another audience", {}, { aud: "https://acme.okta.com" }, "audience"],
    ["no expiration", {}, { exp: undefined }, "must have an expiration"],
    ["an expiration in the past", {}, { exp: seconds - 1 }, "is expired"],
    ["an expiration over an hour ahead", {}, { exp: seconds + 3601 }, "too far into the future"],
    ["an unknown kid", { kid: "lost" }, {}, "kid"],
    ["another key's kid", { kid: "ES256" }, {}, "signature is invalid"],
    ["an algorithm that is none", { alg: "none" }, {}, "signature is invalid"],
  ])("refuses an assertion with %s", (_, header, more, text) => {
    const answer = ask(rs256.jwt(header, claims(more)));
    expect(answer).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    expect(answer.body["error_description"]).toContain(text);
  });

  test("refuses what is no assertion", () => {
    for (const text of ["", "a.b", "a.b.c.d", "%%.%%.%%", "bnVsbA.bnVsbA.x"]) {
      expect(ask(text)).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    }
  });

  test("takes an assertion once, until it has expired and can be forgotten", () => {
    const assertion = rs256.jwt({}, claims());
    expect(ask(assertion).status).toBe(200);
    expect(ask(assertion).body["error_description"]).toContain("already been used");
    expect(ask(rs256.jwt({}, claims({ exp: seconds + 900 })), {}, null, later(6)).status).toBe(200);
  });

  test.each([
    ["okta.users.read okta.logs.read", 200, { scope: "okta.users.read" }],
    ["okta.groups.read okta.users.read", 200, { scope: "okta.groups.read okta.users.read" }],
    ["okta.users.manage okta.logs.read", 400, { error: "consent_required" }],
    ["okta.users.read openid", 400, { error: "invalid_scope" }],
    ["", 400, { error: "invalid_scope" }],
  ])("gives what was granted of %j, at least one scope: %i", (scope, status, body) => {
    expect(ask(rs256.jwt({}, claims()), { scope })).toMatchObject({ status, body });
  });

  test("knows no other grant", () => {
    const answer = ask(rs256.jwt({}, claims()), { grant_type: "password" });
    expect(answer).toMatchObject({ status: 400, body: { error: "unsupported_grant_type" } });
  });
});

const callApi = (authorization: string, proof: string | null = null, now = start) =>
  server.authorize({ method: "GET", url: `${users}?limit=200`, authorization, proof, now });

describe("a bearer token", () => {
  const mint = () => String(ask(rs256.jwt({}, claims())).body["access_token"]);

  test("speaks for its app for an hour", () => {
    const token = mint();
    expect(readJwt(token)?.claims).toMatchObject({ cid: "0oaPlain", scp: ["okta.users.read"] });
    expect(callApi(`Bearer ${token}`, null, later(59))).toMatchObject({
      kind: "app",
      app: { clientId: "0oaPlain" },
      scopes: ["okta.users.read"],
    });
    expect(callApi(`Bearer ${token}`, null, later(60))).toEqual({ kind: "invalid-token" });
  });

  test("is worth nothing when made up, or under the scheme of the other kind", () => {
    const token = mint();
    const unsigned = `${token.split(".").slice(0, 2).join(".")}.`;
    const ofNobody = key("RS256").jwt({}, { cid: "0oaPlain", scp: ["okta.users.read"], exp: seconds + 60 });
    for (const header of [
      "Bearer made-up",
      "",
      `DPoP ${token}`,
      `Bearer ${unsigned}`,
      `Bearer ${ofNobody}`,
    ]) {
      expect(callApi(header)).toEqual({ kind: "invalid-token" });
    }
  });
});

describe("DPoP", () => {
  let proofs = 0;
  const proof = (more: JsonObject = {}, header: JsonObject = {}, by = proofKey) =>
    by.jwt(
      { typ: "dpop+jwt", jwk: by.jwk, ...header },
      { htm: "POST", htu: url, iat: seconds, jti: `proof-${++proofs}`, ...more },
    );
  let assertions = 0;
  const askBound = (dpop: string | null, now = start) =>
    ask(
      rs256.jwt(
        {},
        claims({
          iss: "0oaBound",
          sub: "0oaBound",
          jti: `bound-${++assertions}`,
          exp: now.getTime() / 1000 + 60,
        }),
      ),
      {},
      dpop,
      now,
    );
  const mint = (): string => {
    const nonce = askBound(proof()).headers["dpop-nonce"];
    const token = askBound(proof({ nonce })).body["access_token"];
    return String(token);
  };
  const ath = (token: string) => createHash("sha256").update(token).digest("base64url");
  const apiProof = (token: string, more: JsonObject = {}, header: JsonObject = {}, by = proofKey) =>
    proof({ htm: "GET", htu: users, ath: ath(token), ...more }, header, by);

  test("an app that demands it gets a nonce first and then a bound token", () => {
    expect(askBound(null)).toMatchObject({ status: 400, body: { error: "invalid_dpop_proof" } });
    const first = askBound(proof({ jti: undefined }));
    expect(first).toMatchObject({
      status: 400,
      headers: { "dpop-nonce": expect.any(String) },
      body: {
        error: "use_dpop_nonce",
        error_description: "Authorization server requires nonce in DPoP proof.",
      },
    });
    const nonce = first.headers["dpop-nonce"];
    expect(askBound(proof({ nonce, jti: undefined })).body["error"]).toBe("invalid_dpop_proof");
    expect(askBound(proof({ nonce })).body["token_type"]).toBe("DPoP");
  });

  test("a nonce is replaced after a day and good for three", () => {
    const nonceAt = (hours: number) =>
      askBound(proof({ iat: later(hours * 60).getTime() / 1000 }), later(hours * 60)).headers["dpop-nonce"];
    const withNonce = (nonce: string | undefined, hours: number) =>
      askBound(proof({ nonce, iat: later(hours * 60).getTime() / 1000 }), later(hours * 60)).status;
    const nonce = nonceAt(0);
    expect(nonceAt(23)).toBe(nonce);
    expect(nonceAt(25)).not.toBe(nonce);
    expect(withNonce(nonce, 71)).toBe(200);
    expect(withNonce(nonce, 73)).toBe(400);
  });

  test("an app that does not demand it may still ask for it", () => {
    const nonce = ask(rs256.jwt({}, claims()), {}, proof()).headers["dpop-nonce"];
    const answer = ask(rs256.jwt({}, claims({ jti: "2" })), {}, proof({ nonce }));
    expect(answer.body["token_type"]).toBe("DPoP");
  });

  test("a bound token needs a fresh proof of its key with every call", () => {
    const token = mint();
    expect(callApi(`DPoP ${token}`, apiProof(token))).toMatchObject({
      kind: "app",
      app: { clientId: "0oaBound" },
    });
    const again = apiProof(token);
    expect(callApi(`DPoP ${token}`, again).kind).toBe("app");
    expect(callApi(`DPoP ${token}`, again)).toMatchObject({
      kind: "refused",
      answer: {
        status: 400,
        headers: {
          "www-authenticate": expect.stringContaining(
            'error="invalid_dpop_proof", error_description="The DPoP proof JWT has already been used."',
          ),
        },
      },
    });
  });

  const problemOf = (authorization: string, dpop: string | null) => {
    const result = callApi(authorization, dpop);
    return result.kind === "refused" ? String(result.answer.body["error_description"]) : result.kind;
  };

  test("without proof, or as a bearer token, it is refused", () => {
    const token = mint();
    expect(problemOf(`DPoP ${token}`, null)).toBe("The resource request requires a DPoP proof.");
    expect(problemOf(`Bearer ${token}`, null)).toContain("must use the DPoP authentication scheme");
  });

  test.each<[string, JsonObject, JsonObject, string]>([
    ["another method", { htm: "POST" }, {}, "'htm'"],
    ["another URL", { htu: `${users}/00u1` }, {}, "'htu'"],
    ["another token's hash", { ath: ath("other") }, {}, "'ath'"],
    ["no hash", { ath: undefined }, {}, "'ath'"],
    ["no jti", { jti: undefined }, {}, "'jti'"],
    ["no time", { iat: undefined }, {}, "'iat'"],
    ["an old time", { iat: seconds - 301 }, {}, "more than five minutes in the past"],
    ["a time to come", { iat: seconds + 301 }, {}, "in the future"],
    ["another type", {}, { typ: "JWT" }, "is invalid"],
    ["no key", {}, { jwk: undefined }, "is invalid"],
    ["a private key", {}, { jwk: { ...proofKey.jwk, d: "leaked" } }, "is invalid"],
    ["a key of somebody else", {}, { jwk: key("ES256").jwk }, "signature is invalid"],
    ["a key that is none", {}, { jwk: { kty: "EC", crv: "P-256" } }, "signature is invalid"],
  ])("a proof with %s is refused", (_, more, header, text) => {
    const token = mint();
    expect(problemOf(`DPoP ${token}`, apiProof(token, more, header))).toContain(text);
  });

  test("a proof of another key is refused, however good it is in itself", () => {
    const token = mint();
    const stolen = makeAppKey("ES384");
    expect(problemOf(`DPoP ${token}`, apiProof(token, {}, {}, stolen))).toContain("does not match");
    expect(problemOf(`DPoP ${token}`, "garbage")).toContain("is invalid");
  });
});
