import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { Client, RequestExecutor } from "@okta/okta-sdk-nodejs";
import { PlumblineError } from "../../model/errors.ts";
import { failCutResponses } from "./cut-responses.ts";
import { failureOf, type RawAnswer } from "./request-pipeline.ts";

/** A request as the SDK hands it to its executor; it passes on what it does not know. */
export interface OutgoingRequest {
  readonly url: string;
  /** Template of the path, for pacing and counting. */
  readonly endpoint: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly agent?: unknown;
  readonly signal: AbortSignal;
}

/** The part of a fetch response that the SDK and we look at. */
interface FetchResponse {
  readonly status: number;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** Sends one attempt over the wire and reads its body. */
export type SendOnce = (
  request: OutgoingRequest,
  headers: Readonly<Record<string, string>>,
) => Promise<RawAnswer>;

/** Handles every request that the SDK makes: authorise, wait for a turn, send, retry, or throw. */
export type Carry = (request: OutgoingRequest, sendOnce: SendOnce) => Promise<RawAnswer>;

export interface TransportParts {
  readonly orgUrl: string;
  readonly bypassProxy: boolean;
  readonly userAgent: string;
  /** Longest silence before an attempt counts as failed, in milliseconds. */
  readonly timeoutMs: number;
  readonly carry: Carry;
}

export interface SdkTransport {
  /**
   * A request, its body JSON where it has one, with everything that `carry` does.
   *
   * @throws ReadFailure for a refusal, and whatever `carry` throws
   */
  send(request: Omit<OutgoingRequest, "headers" | "agent">): Promise<RawAnswer>;
  /** One bare attempt, for the token endpoint. */
  readonly sendOnce: SendOnce;
}

/** Hooks into the SDK where it offers to: its own executor retries too little and re-sends DPoP proofs. */
class CarryingExecutor extends RequestExecutor {
  readonly #carry: Carry;
  readonly #timeoutMs: number;

  constructor(carry: Carry, timeoutMs: number) {
    super();
    this.#carry = carry;
    this.#timeoutMs = timeoutMs;
  }

  readonly sendOnce: SendOnce = async (request, headers) => {
    // A redirect would carry the credentials to wherever it points.
    const guarded = { ...request, redirect: "manual", timeout: this.#timeoutMs };
    const signed = { ...guarded, headers: { ...request.headers, ...headers } };
    const response: FetchResponse = await super.fetch(signed);
    const text = await response.text();
    return { status: response.status, header: (name) => response.headers.get(name), text };
  };

  override async fetch(request: OutgoingRequest): Promise<FetchResponse> {
    const answer = await this.#carry(request, this.sendOnce);
    // Thrown here, or the SDK would make an error of its own that quotes the whole answer.
    if (answer.status < 200 || answer.status > 299) throw failureOf(answer, "refused");
    return {
      status: answer.status,
      url: request.url,
      headers: { get: answer.header },
      text: async () => answer.text,
    };
  }
}

/**
 * Builds the SDK's client. Everything it would otherwise take from `okta.yaml` files or OKTA_CLIENT_* variables
 * is set here, so that none of it has a say; the placeholder token never reaches the wire, since `carry` sets
 * the header.
 */
function buildClient(parts: TransportParts, executor: RequestExecutor): Client {
  const config = {
    orgUrl: parts.orgUrl,
    authorizationMode: "SSWS",
    token: "unused",
    clientId: "",
    scopes: [],
    privateKey: "",
    keyId: "",
    userAgent: parts.userAgent,
    cacheMiddleware: null,
    requestExecutor: executor,
  };
  try {
    return new Client(config);
  } catch {
    // Its reason may quote the file.
    throw new PlumblineError(
      "CREDENTIALS_INVALID",
      "the Okta SDK cannot read an okta.yaml file that it found",
      {
        remedy: "repair or remove okta.yaml here and in ~/.okta; nothing in them is used",
      },
    );
  }
}

/** Starts the SDK as transport; loading this module loads the SDK, so import it late. */
export function startSdkTransport(parts: TransportParts): SdkTransport {
  failCutResponses(parts.orgUrl);
  const executor = new CarryingExecutor(parts.carry, parts.timeoutMs);
  const client = buildClient(parts, executor);
  delete client.http.defaultHeaders["Authorization"];
  if (parts.bypassProxy || client.http.agent === undefined) {
    const Agent = parts.orgUrl.startsWith("https:") ? HttpsAgent : HttpAgent;
    client.http.agent = new Agent({ keepAlive: true, maxSockets: 32 });
  }
  const { agent } = client.http;
  return {
    async send(request) {
      const headers = {
        accept: "application/json",
        ...(request.body !== undefined && { "content-type": "application/json" }),
      };
      const response: FetchResponse = await client.http.http(request.url, { ...request, headers });
      return {
        status: response.status,
        header: (name) => response.headers.get(name),
        text: await response.text(),
      };
    },
    sendOnce: (request, headers) => executor.sendOnce({ agent, ...request }, headers),
  };
}
