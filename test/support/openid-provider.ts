import { createServer } from "node:http";
import Provider from "oidc-provider";
import { onTestFinished, vi } from "vitest";
import { freePort } from "./free-port.ts";

/** Claims that the provider gives of whoever signs in. */
export type ClaimsOf = () => Readonly<Record<string, unknown>>;

export const client = { id: "plumbline", secret: "a secret that only the test knows" };

/** A real OpenID provider on loopback, at which Nia is signed in as soon as she is asked. @param redirectUri the only one */
export async function openIdProvider(redirectUri: string, claimsOf: ClaimsOf): Promise<string> {
  // It says at length that it is set up for a test.
  for (const level of ["info", "warn"] as const) vi.spyOn(console, level).mockImplementation(() => {});
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    claims: { openid: ["sub"], profile: ["preferred_username"], groups: ["groups"] },
    scopes: ["openid", "profile", "email", "groups"],
    conformIdTokenClaims: false,
    cookies: { keys: ["of the provider of a test"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: "nia@acme.example", ...claimsOf() }),
    }),
    async loadExistingGrant(context: { oidc: GrantContext }) {
      const { oidc } = context;
      const grant = new oidc.provider.Grant({ clientId: client.id, accountId: oidc.session.accountId });
      grant.addOIDCScope("openid profile email groups");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/interaction/") !== true) return answer(request, response);
    return provider.interactionFinished(request, response, { login: { accountId: "00unia" } });
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

interface GrantContext {
  readonly provider: {
    readonly Grant: new (of: object) => { addOIDCScope(scope: string): void; save(): Promise<void> };
  };
  readonly session: { readonly accountId: string };
}
