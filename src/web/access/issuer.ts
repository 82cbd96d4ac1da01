import type { Configuration } from "openid-client";
import type { SignInSettings } from "./sign-in-settings.ts";

/** Values that must come back from the issuer as they were sent, for a sign-in to be ours. */
export interface SignInAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The OpenID provider that people sign in with. */
export interface Issuer {
  /** Where to send a browser. */
  begin(attempt: SignInAttempt): Promise<URL>;
  /** The claims of whoever came back. Rejects whatever is not the answer to this attempt, signed by this issuer. */
  finish(answer: URL, attempt: SignInAttempt): Promise<Readonly<Record<string, unknown>>>;
  newAttempt(): Promise<SignInAttempt>;
}

/** Code flow with PKCE. The issuer is asked about itself when it is first needed, and again until it answers. */
export function openIssuer(settings: SignInSettings, redirectUri: string): Issuer {
  const { issuer, clientId, clientSecret } = settings;
  let known: Promise<Configuration> | null = null;
  const configuration = async (): Promise<Configuration> => {
    const client = await import("openid-client");
    known ??= client
      .discovery(
        issuer,
        clientId,
        {},
        clientSecret === null ? client.None() : client.ClientSecretPost(clientSecret.reveal()),
        {
          timeout: 10,
          // Without it the signature of an ID token is not looked at, since TLS is taken for proof enough.
          execute: [
            client.enableNonRepudiationChecks,
            ...(issuer.protocol === "http:" ? [client.allowInsecureRequests] : []),
          ],
        },
      )
      .catch((error: unknown) => {
        known = null;
        throw error;
      });
    return known;
  };
  return {
    async newAttempt() {
      const { randomNonce, randomPKCECodeVerifier, randomState } = await import("openid-client");
      return { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    },
    async begin({ state, nonce, verifier }) {
      const client = await import("openid-client");
      return client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: "openid profile email groups",
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
    },
    async finish(answer, { state, nonce, verifier }) {
      const client = await import("openid-client");
      const tokens = await client.authorizationCodeGrant(await configuration(), answer, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      return tokens.claims() ?? {};
    },
  };
}
