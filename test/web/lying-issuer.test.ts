import { createServer } from "node:http";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { expect, it, onTestFinished } from "vitest";
import { CookieBrowser } from "../support/cookie-browser.ts";
import { freePort } from "../support/free-port.ts";
import { servedPage } from "../support/served-page.ts";

const client = { id: "plumbline" };
const own = await generateKeyPair("RS256");
const other = await generateKeyPair("RS256");

/** Something that an issuer may get wrong, or say to get somebody in. */
interface Lie {
  readonly claims?: (true_: JWTPayload) => JWTPayload;
  readonly key?: typeof own.privateKey;
  readonly unsigned?: boolean;
  readonly named?: string;
}

/** An issuer that answers the code flow at once, and lies so. */
async function issuerThat(lie: Lie, redirectUri: string): Promise<string> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  let nonce = "";
  const tokenOf = async (): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const plain = {
      iss: issuer,
      aud: client.id,
      sub: "00unia",
      iat: now,
      exp: now + 300,
      nonce,
      groups: ["Security"],
    };
    const claims: JWTPayload = lie.claims?.(plain) ?? plain;
    if (lie.unsigned === true) return new UnsecuredJWT(claims).encode();
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: "one" })
      .sign(lie.key ?? own.privateKey);
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "", issuer);
    const json = (body: object) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (url.pathname === "/.well-known/openid-configuration") {
      return json({
        issuer: lie.named ?? issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ["code"],
      });
    }
    if (url.pathname === "/keys")
      return json({ keys: [{ ...(await exportJWK(own.publicKey)), kid: "one" }] });
    if (url.pathname === "/authorize") {
      nonce = url.searchParams.get("nonce") ?? "";
      const back = new URL(redirectUri);
      back.searchParams.set("code", "a-code");
      back.searchParams.set("state", url.searchParams.get("state") ?? "");
      response.writeHead(302, { location: back.href });
      return response.end();
    }
    return json({ access_token: "a", token_type: "Bearer", id_token: await tokenOf() });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return issuer;
}

async function landing(lie: Lie): Promise<number> {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const page = await servedPage({
    port,
    publicUrl,
    now: new Date(),
    env: {
      PLUMBLINE_OIDC_ISSUER: await issuerThat(lie, `${publicUrl}/signed-in`),
      PLUMBLINE_OIDC_CLIENT_ID: client.id,
      PLUMBLINE_OIDC_OPERATORS: "Security",
    },
  });
  return (await new CookieBrowser().open(`${page.url}/sign-in`)).status;
}

it("believes an issuer that tells the truth", async () => {
  expect(await landing({})).toBe(200);
});

const lies: readonly (readonly [string, Lie, number])[] = [
  ["signs with a key that is not its own", { key: other.privateKey }, 401],
  ["does not sign", { unsigned: true }, 401],
  ["answers another question", { claims: (plain) => ({ ...plain, nonce: "another" }) }, 401],
  ["answers somebody else", { claims: (plain) => ({ ...plain, aud: "another-client" }) }, 401],
  [
    "says that it is another in the token",
    { claims: (plain) => ({ ...plain, iss: "https://evil.example" }) },
    401,
  ],
  ["gives a token of yesterday", { claims: (plain) => ({ ...plain, iat: 1, exp: 2 }) }, 401],
  ["says that it is another", { named: "https://evil.example" }, 503],
];

it.each(lies)("lets nobody in where the issuer %s", async (_, lie, status) => {
  expect(await landing(lie)).toBe(status);
});
