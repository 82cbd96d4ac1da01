import { z } from "zod";
import { PlumblineError } from "../../model/errors.ts";
import { Secret } from "../../model/secret.ts";
import type { Timing } from "../../model/timing.ts";
import { readOktaError } from "../transport/okta-error.ts";
import type { RawAnswer } from "../transport/request-pipeline.ts";
import { clientAssertion, dpopProof, makeProofKey, type ProofKey } from "./json-web-token.ts";
import type { SigningKey } from "./private-key.ts";
import { refusedClient } from "./refused-client.ts";

/** Puts one form on the wire, paced and retried; `makeRequest` is asked anew for every attempt. */
export type PostForm = (
  makeRequest: () => Promise<{ readonly body: string; readonly dpop: string | null }>,
  signal: AbortSignal,
) => Promise<RawAnswer>;

export interface TokenEndpointParts {
  /** `https://acme.okta.com/oauth2/v1/token`: the org's own server, the only one that grants API scopes. */
  readonly url: string;
  readonly clientId: string;
  readonly signingKey: SigningKey;
  readonly timing: Timing;
  readonly post: PostForm;
}

export interface AccessToken {
  readonly value: Secret;
  readonly expiresAtMs: number;
  /** The key the token is bound to, or null for a bearer token. */
  readonly proofKey: ProofKey | null;
  /** What Okta says the token is good for; null when it does not say. */
  readonly scopes: readonly string[] | null;
}

/** What the token endpoint gives of the scopes that were asked for. */
export interface Grant {
  readonly granted: ReadonlySet<string>;
  /** Scopes in a token that nobody asked for. */
  readonly unasked: readonly string[];
  /** Whether tokens are bound to a key (DPoP). */
  readonly isBound: boolean;
}

const tokenBody = z.looseObject({
  access_token: z.string().min(1),
  token_type: z.string(),
  expires_in: z.number().positive(),
  // RFC 6749 section 5.1: may be left out where it is what was asked for.
  scope: z.string().optional(),
});

function parseToken(answer: RawAnswer, proofKey: ProofKey | null, nowMs: number): AccessToken {
  let json: unknown;
  try {
    json = JSON.parse(answer.text);
  } catch {
    json = null;
  }
  const body = tokenBody.safeParse(json);
  if (!body.success) {
    throw new PlumblineError("NOT_OKTA", "the token endpoint answered something that is not a token", {
      remedy: "check OKTA_ORG_URL: it must be the org itself, not a proxy or a website",
    });
  }
  const bound = body.data.token_type.toLowerCase() === "dpop";
  return {
    value: new Secret(body.data.access_token),
    expiresAtMs: nowMs + body.data.expires_in * 1000,
    proofKey: bound ? proofKey : null,
    scopes: body.data.scope?.split(" ").filter((scope) => scope !== "") ?? null,
  };
}

/** Asks for access tokens with the app's key, with DPoP where the app is set to demand it (okta-api 8). */
export function openTokenEndpoint(parts: TokenEndpointParts): {
  mint(scopes: readonly string[], signal: AbortSignal): Promise<AccessToken>;
  /** Finds out which of these scopes the app was granted; tokens that come of it are thrown away. */
  grantOf(scopes: readonly string[], signal: AbortSignal): Promise<Grant>;
} {
  let proofKey: ProofKey | null = null;
  let nonce: string | undefined;

  const ask = (scopes: readonly string[], signal: AbortSignal): Promise<RawAnswer> =>
    parts.post(async () => {
      const nowMs = parts.timing.now();
      const form = new URLSearchParams({
        grant_type: "client_credentials",
        scope: scopes.join(" "),
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: await clientAssertion(parts.clientId, parts.signingKey, parts.url, nowMs),
      });
      const dpop =
        proofKey === null
          ? null
          : await dpopProof(proofKey, {
              method: "POST",
              url: parts.url,
              nowMs,
              ...(nonce === undefined ? {} : { nonce }),
            });
      return { body: form.toString(), dpop };
    }, signal);

  /** Asks, and learns on the way that the app demands DPoP, or a newer nonce. */
  const askUntilProven = async (scopes: readonly string[], signal: AbortSignal): Promise<RawAnswer> => {
    for (let step = 0; ; step += 1) {
      const answer = await ask(scopes, signal);
      const { code } = answer.status === 400 ? readOktaError(answer.text) : { code: null };
      // One step finds out that a proof is wanted, one that it wants a nonce; a third would be a loop.
      if ((code !== "use_dpop_nonce" && code !== "invalid_dpop_proof") || step === 2) return answer;
      proofKey ??= await makeProofKey();
      nonce = answer.header("dpop-nonce") ?? nonce;
    }
  };

  const isInvalidScope = (answer: RawAnswer): boolean => readOktaError(answer.text).code === "invalid_scope";

  /** Okta names no scope when it refuses some: each is asked for alone to find out which. */
  const missingScopes = async (scopes: readonly string[], signal: AbortSignal): Promise<string[]> => {
    const missing: string[] = [];
    for (const scope of scopes) {
      const answer = await askUntilProven([scope], signal);
      if (answer.status !== 200 && isInvalidScope(answer)) missing.push(scope);
    }
    return missing;
  };

  const tokenIn = (answer: RawAnswer): AccessToken => parseToken(answer, proofKey, parts.timing.now());

  return {
    async grantOf(scopes, signal) {
      const whole = await askUntilProven(scopes, signal);
      if (whole.status !== 200 && !isInvalidScope(whole)) throw refusedClient(whole);
      // Okta names no scope when it refuses some: each is asked for alone.
      const alone = whole.status === 200 ? [] : scopes;
      const tokens = whole.status === 200 ? [{ asked: scopes, token: tokenIn(whole) }] : [];
      for (const scope of alone) {
        const answer = await askUntilProven([scope], signal);
        if (answer.status === 200) tokens.push({ asked: [scope], token: tokenIn(answer) });
        else if (!isInvalidScope(answer)) throw refusedClient(answer);
      }
      const inTokens = new Set(tokens.flatMap(({ asked, token }) => token.scopes ?? asked));
      return {
        granted: new Set(scopes.filter((scope) => inTokens.has(scope))),
        unasked: [...inTokens].filter((scope) => !scopes.includes(scope)).sort(),
        isBound: proofKey !== null,
      };
    },
    async mint(scopes, signal) {
      const answer = await askUntilProven(scopes, signal);
      if (answer.status === 200) return tokenIn(answer);
      if (!isInvalidScope(answer)) throw refusedClient(answer);
      const missing = await missingScopes(scopes, signal);
      const names = (missing.length > 0 ? missing : scopes).join(", ");
      throw new PlumblineError("SCOPE_MISSING", `the service app has not been granted ${names}`, {
        remedy: `grant ${names} to the app (Admin Console > Applications > the app > Okta API Scopes)`,
      });
    },
  };
}
