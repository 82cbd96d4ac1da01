import { z } from "zod";
import { PlumblineError } from "../../model/errors.ts";
import { Secret } from "../../model/secret.ts";
import type { Timing } from "../../model/timing.ts";
import { readOktaError } from "../transport/okta-error.ts";
import type { RawAnswer } from "../transport/request-pipeline.ts";
import { clientAssertion, dpopProof, makeProofKey, type ProofKey } from "./json-web-token.ts";
import type { SigningKey } from "./private-key.ts";
import { refusedClient } from "./refused-client.ts";
import { ScopeMissing } from "./scope-missing.ts";

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
  /** Scopes that Okta says the token is good for; null when it does not say. */
  readonly scopes: readonly string[] | null;
}

/** Answer of the token endpoint to the scopes that were asked for. */
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

  /** Okta says `consent_required` where none of the scopes was granted, `invalid_scope` where one does not exist. */
  const isScopeRefusal = (answer: RawAnswer): boolean =>
    ["consent_required", "invalid_scope"].includes(readOktaError(answer.text).code ?? "");

  const tokenIn = (answer: RawAnswer): AccessToken => parseToken(answer, proofKey, parts.timing.now());

  /** The scopes that a token for these is good for; null when one of them is not granted. */
  const scopesGiven = async (
    asked: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly string[] | null> => {
    const answer = await askUntilProven(asked, signal);
    if (answer.status === 200) return tokenIn(answer).scopes ?? asked;
    if (isScopeRefusal(answer)) return null;
    throw refusedClient(answer);
  };

  /** Okta names no scope when it refuses some: each is asked for alone. */
  const givenAlone = async (scopes: readonly string[], signal: AbortSignal): Promise<readonly string[]> => {
    const given: string[] = [];
    for (const scope of scopes) given.push(...((await scopesGiven([scope], signal)) ?? []));
    return given;
  };

  /** Of scopes that were not all granted Okta gives those that were, without a word. */
  const wholeToken = (answer: RawAnswer, scopes: readonly string[]): AccessToken => {
    const token = tokenIn(answer);
    const missing = scopes.filter((scope) => token.scopes?.includes(scope) === false);
    if (missing.length > 0) throw new ScopeMissing(missing);
    return token;
  };

  return {
    async grantOf(scopes, signal) {
      const given = (await scopesGiven(scopes, signal)) ?? (await givenAlone(scopes, signal));
      return {
        granted: new Set(scopes.filter((scope) => given.includes(scope))),
        unasked: [...new Set(given)].filter((scope) => !scopes.includes(scope)).sort(),
        isBound: proofKey !== null,
      };
    },
    async mint(scopes, signal) {
      const answer = await askUntilProven(scopes, signal);
      if (answer.status === 200) return wholeToken(answer, scopes);
      if (!isScopeRefusal(answer)) throw refusedClient(answer);
      const given = await givenAlone(scopes, signal);
      const missing = scopes.filter((scope) => !given.includes(scope));
      throw new ScopeMissing(missing.length > 0 ? missing : scopes);
    },
  };
}
