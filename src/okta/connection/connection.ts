import type { Cost } from "../../model/report.ts";
import type { Timing } from "../../model/timing.ts";
import type { Grant } from "../access/token-endpoint.ts";
import type { OrgClock } from "../transport/org-clock.ts";
import type { HeaderReader } from "../transport/rate-headers.ts";
import type { WindowBudget } from "../transport/rate-window.ts";

/** A read of the Okta API by the template of its path, so that costs and limits are counted per endpoint. */
export interface OktaRead {
  /** `/api/v1/users/{id}/factors`; each `{id}` is filled from `ids` in order. */
  readonly endpoint: string;
  readonly ids?: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  /** A `next` link as Okta gave it, in place of ids and query. */
  readonly url?: string;
}

/** A question that is too long for an address: a POST that changes nothing, and may be sent twice. */
export interface OktaQuestion {
  readonly endpoint: string;
  readonly body: unknown;
}

/** A change by the template of its path; only changes that may be sent twice and do the same, since they are retried. */
export interface OktaWrite {
  readonly method: "PUT" | "DELETE";
  readonly endpoint: string;
  readonly ids: readonly string[];
}

/** A successful answer; the body is parsed JSON that nobody has checked yet. */
export interface OktaAnswer {
  readonly url: string;
  readonly body: unknown;
  readonly header: HeaderReader;
}

/** An org that can be read and, narrowly, written: authenticated, paced, retried. Nothing is sent before the first read. */
export interface OktaConnection {
  readonly orgUrl: string;
  /** A service app is limited by scopes and its role; a token by its owner's role alone. */
  readonly credentialKind: "service-app" | "api-token";
  readonly timing: Timing;
  /** The org's own clock, which the time of a judgement is taken from where this machine's is off. */
  readonly clock: OrgClock;
  /** Aborts everything the connection does. */
  readonly signal: AbortSignal;
  /**
   * @param signal for this read, in place of the connection's
   * @throws ReadFailure when Okta did not answer usefully; PlumblineError when the credentials themselves fail
   */
  get(read: OktaRead, signal?: AbortSignal): Promise<OktaAnswer>;
  /**
   * Asks a question by POST, paced and retried like a read; for endpoints only that change nothing.
   *
   * @throws as `get` does
   */
  ask(question: OktaQuestion, signal?: AbortSignal): Promise<OktaAnswer>;
  /**
   * Makes a change, paced and retried like a read.
   *
   * @throws as `get` does; after a failure other than a refusal it may have been made all the same
   */
  send(write: OktaWrite, signal?: AbortSignal): Promise<void>;
  /** Asks for access tokens with these scopes too; nothing for an API token. */
  needScopes(scopes: readonly string[]): void;
  /** Asks for these no more: the service app was not granted them. */
  doWithout(scopes: readonly string[]): void;
  /**
   * Which of these scopes the service app was granted; null for an API token, which has none.
   *
   * @throws PlumblineError AUTH_FAILED, NOT_OKTA; ReadFailure when the token endpoint did not answer
   */
  grantOf(scopes: readonly string[], signal?: AbortSignal): Promise<Grant | null>;
  /** The service app's client id; null for an API token. */
  readonly clientId: string | null;
  /** Tells whoever asks from others: the service app's client id, or a mark of the API token, which does not lead back to it. */
  readonly asker: string;
  /** Remainder of our share of an endpoint's rate limit; null when Okta has not said. */
  budget(endpoint: string): WindowBudget | null;
  /** Every request sent so far. */
  cost(): Cost;
}
