import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import { systemTiming, type Timing } from "../model/timing.ts";
import { type Authorizer, apiTokenAuthorizer, serviceAppAuthorizer } from "./access/authorizer.ts";
import type { ConnectionSettings } from "./access/connection-settings.ts";
import { type Grant, openTokenEndpoint, type PostForm } from "./access/token-endpoint.ts";
import { carryWith } from "./connection/carry.ts";
import type { OktaConnection, OktaRead } from "./connection/connection.ts";
import { startCostMeter } from "./transport/cost-meter.ts";
import { type Governor, startGovernor } from "./transport/governor.ts";
import { bypassesProxy } from "./transport/no-proxy.ts";
import { startOrgClock } from "./transport/org-clock.ts";
import { ReadFailure } from "./transport/read-failure.ts";
import { type RawAnswer, startPipeline } from "./transport/request-pipeline.ts";
import { defaultPatience, type Patience } from "./transport/retry.ts";
import type { SdkTransport } from "./transport/sdk-transport.ts";

export interface ConnectOptions extends Partial<Timing> {
  /** The clock that the org's is held against, in epoch milliseconds; `now` unless given. */
  readonly wallClock?: () => number;
  /** How much of each rate limit window we may use ourselves, above 0 to 1; half unless given. */
  readonly rateShare?: number;
  /** Shared by the connections that are open to one org at a time, so that they keep to one share; goes before `rateShare`. */
  readonly governor?: Governor;
  /** Ends everything: Ctrl-C, `--timeout`. */
  readonly signal?: AbortSignal;
  readonly patience?: Patience;
  /** Longest silence before an attempt counts as failed, in milliseconds. */
  readonly timeoutMs?: number;
}

const tokenEndpoint = "/oauth2/v1/token";
const defaultTimeoutMs = 60_000;
/** Half of each rate limit window, unless told otherwise. */
export const defaultRateShare = 0.5;

/** Characters of Okta's ids. `..` in a path would lead to something else, and so would nothing at all. */
const idPattern = /^[A-Za-z0-9_-]+$/;

/**
 * The URL of a read.
 *
 * @throws ReadFailure garbage for an id that is none, before anything is asked: ids come from the log and from files, too
 */
function urlOf(orgUrl: string, read: OktaRead): string {
  if (read.url !== undefined) return read.url;
  const ids = [...(read.ids ?? [])];
  const path = read.endpoint.replaceAll("{id}", () => {
    const id = ids.shift() ?? "";
    if (idPattern.test(id)) return id;
    throw new ReadFailure("garbage", `${JSON.stringify(id)} is no id of Okta's: nothing was asked`);
  });
  const query = new URLSearchParams(read.query).toString();
  return `${orgUrl}${path}${query === "" ? "" : `?${query}`}`;
}

function parseBody(answer: RawAnswer): unknown {
  try {
    return JSON.parse(answer.text);
  } catch (cause) {
    throw new ReadFailure("garbage", `${answer.status} with a body that is not JSON`, {
      status: answer.status,
      cause,
    });
  }
}

interface Access {
  readonly authorizer: Authorizer;
  readonly grantOf: ((scopes: readonly string[], signal: AbortSignal) => Promise<Grant>) | null;
}

function accessFor(settings: ConnectionSettings, timing: Timing, post: PostForm): Access {
  const { credentials, orgUrl } = settings;
  if (credentials.kind === "api-token") return { authorizer: apiTokenAuthorizer(credentials), grantOf: null };
  const { clientId, signingKey } = credentials;
  const url = `${orgUrl}${tokenEndpoint}`;
  const { mint, grantOf } = openTokenEndpoint({ url, clientId, signingKey, timing, post });
  return { authorizer: serviceAppAuthorizer(timing, mint), grantOf };
}

/** Short of what leads back to a token, and of the org, so that it tells nothing of the token elsewhere. */
function askerOf({ orgUrl, credentials }: ConnectionSettings): string {
  if (credentials.kind === "service-app") return credentials.clientId;
  return createHash("sha256").update(`${orgUrl} ${credentials.token.reveal()}`).digest("hex").slice(0, 8);
}

/**
 * Opens an org; nothing is sent, and the SDK is not even loaded, before the first read (it costs half
 * a second and 80 MB that `--help` should not pay).
 */
export function connect(settings: ConnectionSettings, options: ConnectOptions = {}): OktaConnection {
  const timing: Timing = {
    now: options.now ?? systemTiming.now,
    sleep: options.sleep ?? systemTiming.sleep,
    random: options.random ?? systemTiming.random,
  };
  const signal = options.signal ?? new AbortController().signal;
  const governor = options.governor ?? startGovernor(timing, options.rateShare ?? defaultRateShare);
  const cost = startCostMeter();
  const clock = startOrgClock(options.wallClock ?? timing.now);
  const patience = options.patience ?? defaultPatience;
  const pipeline = startPipeline({ timing, governor, cost, patience });
  let started: Promise<SdkTransport> | null = null;

  const transport = (): Promise<SdkTransport> => {
    started ??= import("./transport/sdk-transport.ts").then(({ startSdkTransport }) =>
      startSdkTransport({
        orgUrl: settings.orgUrl,
        bypassProxy: bypassesProxy(settings.orgUrl, settings.noProxy),
        userAgent: "okta-plumbline",
        timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
        carry: carryWith(authorizer, pipeline),
      }),
    );
    return started;
  };
  const { authorizer, grantOf } = accessFor(settings, timing, async (makeRequest, postSignal) => {
    const { sendOnce } = await transport();
    return pipeline(
      tokenEndpoint,
      async () => {
        const { body, dpop } = await makeRequest();
        const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
        const url = `${settings.orgUrl}${tokenEndpoint}`;
        const request = { url, endpoint: tokenEndpoint, method: "post", headers, body, signal: postSignal };
        return () => sendOnce(request, dpop === null ? {} : { DPoP: dpop });
      },
      postSignal,
    );
  });

  return {
    orgUrl: settings.orgUrl,
    credentialKind: settings.credentials.kind,
    timing,
    clock,
    signal,
    clientId: settings.credentials.kind === "service-app" ? settings.credentials.clientId : null,
    asker: askerOf(settings),
    grantOf: async (scopes, grantSignal = signal) => grantOf?.(scopes, grantSignal) ?? null,
    needScopes: (scopes) => authorizer.needScopes(scopes),
    doWithout: (scopes) => authorizer.doWithout(scopes),
    budget: (endpoint) => governor.budget(endpoint),
    cost: () => cost.total(governor.throttledMs()),
    async get(read, readSignal = signal) {
      // Every request of ours listens to the one signal; Node warns of a leak at eleven listeners.
      setMaxListeners(0, readSignal);
      const url = urlOf(settings.orgUrl, read);
      const { send } = await transport();
      const answer = await send({ method: "get", url, endpoint: read.endpoint, signal: readSignal });
      clock.note(answer.header);
      return { url, body: parseBody(answer), header: answer.header };
    },
    async ask({ endpoint, body }, askSignal = signal) {
      setMaxListeners(0, askSignal);
      const url = urlOf(settings.orgUrl, { endpoint });
      const { send } = await transport();
      const asked = { method: "post", url, endpoint, signal: askSignal, body: JSON.stringify(body) };
      const answer = await send(asked);
      clock.note(answer.header);
      return { url, body: parseBody(answer), header: answer.header };
    },
    async send({ method, endpoint, ids }, writeSignal = signal) {
      setMaxListeners(0, writeSignal);
      const url = urlOf(settings.orgUrl, { endpoint, ids });
      const { send } = await transport();
      await send({ method: method.toLowerCase(), url, endpoint, signal: writeSignal });
    },
  };
}
