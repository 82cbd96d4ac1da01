import type { Timing } from "../../model/timing.ts";
import type { Credentials } from "./connection-settings.ts";
import { dpopProof } from "./json-web-token.ts";
import type { AccessToken } from "./token-endpoint.ts";

/** Signs one attempt at a request; a DPoP proof is good for one attempt only. */
export type SignAttempt = (method: string, url: string) => Promise<Readonly<Record<string, string>>>;

/** Turns credentials into headers. */
export interface Authorizer {
  /** Makes sure that there is a token (one request at most, however many ask at once), and gives a signer. */
  prepare(signal: AbortSignal): Promise<SignAttempt>;
  /** From now on tokens must carry these scopes too. */
  needScopes(scopes: readonly string[]): void;
  /** From now on they are not asked for. */
  doWithout(scopes: readonly string[]): void;
  /**
   * The token behind `rejected` was refused: forgets it, so that the next `prepare` fetches another.
   *
   * @returns false when there is nothing to renew
   */
  renew(rejected: SignAttempt): boolean;
}

export type MintToken = (scopes: readonly string[], signal: AbortSignal) => Promise<AccessToken>;

/** A request may wait a whole rate limit window for its turn after it was prepared. */
const renewBeforeMs = 120_000;

/** An API token: nothing to fetch, nothing to renew. */
export function apiTokenAuthorizer(credentials: Credentials & { kind: "api-token" }): Authorizer {
  const sign: SignAttempt = async () => ({ Authorization: `SSWS ${credentials.token.reveal()}` });
  const nothing = (): void => undefined;
  return { prepare: async () => sign, needScopes: nothing, doWithout: nothing, renew: () => false };
}

/** A service app: fetches a token when the first request needs one, and again before it ends. */
export function serviceAppAuthorizer(timing: Timing, mint: MintToken): Authorizer {
  const scopes = new Set<string>();
  let current: { readonly sign: SignAttempt; readonly renewAtMs: number } | null = null;
  let minting: Promise<SignAttempt> | null = null;

  const signerOf = (token: AccessToken): SignAttempt => {
    const { proofKey } = token;
    if (proofKey === null) return async () => ({ Authorization: `Bearer ${token.value.reveal()}` });
    return async (method, url) => {
      const accessToken = token.value.reveal();
      const proof = await dpopProof(proofKey, { method, url, nowMs: timing.now(), accessToken });
      return { Authorization: `DPoP ${accessToken}`, DPoP: proof };
    };
  };

  const fetchToken = async (signal: AbortSignal): Promise<SignAttempt> => {
    const token = await mint([...scopes].sort(), signal);
    const sign = signerOf(token);
    const lifeMs = token.expiresAtMs - timing.now();
    // A token that lives shorter than the margin is used for half its life.
    current = { sign, renewAtMs: token.expiresAtMs - Math.min(renewBeforeMs, lifeMs / 2) };
    return sign;
  };

  return {
    async prepare(signal) {
      if (current !== null && timing.now() < current.renewAtMs) return current.sign;
      minting ??= fetchToken(signal).finally(() => {
        minting = null;
      });
      return minting;
    },
    needScopes(more) {
      const before = scopes.size;
      for (const scope of more) scopes.add(scope);
      if (scopes.size > before) current = null;
    },
    doWithout(those) {
      for (const scope of those) scopes.delete(scope);
    },
    renew(rejected) {
      if (current?.sign === rejected) current = null;
      return true;
    },
  };
}
