import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { PlumblineError } from "../model/errors.ts";
import { OAuthServer } from "./access/oauth.ts";
import { changeOrg, type OrgChange } from "./filling/change-org.ts";
import { usualToken } from "./filling/fill-tokens.ts";
import { HookDeliveries } from "./hooks/hook-deliveries.ts";
import { LogWriter } from "./log/log-faults.ts";
import { answerRequest } from "./server/answer-request.ts";
import type { Exchange } from "./server/exchange.ts";
import { FaultInjector, type FaultPlan } from "./server/faults.ts";
import { faultyAnswer } from "./server/faulty-answer.ts";
import { type RateLimitOptions, RateLimits } from "./server/rate-limits.ts";
import { settledAnswer } from "./server/settled-answer.ts";
import { writeAnswer } from "./server/write-answer.ts";
import type { LogEvent } from "./state/log-event.ts";
import { OrgStore } from "./state/org-store.ts";
import { seededRandom } from "./state/seeded-random.ts";
import type { EmulatorState } from "./state/state.ts";
import { readRequest } from "./wire/read-request.ts";

export interface EmulatorOptions {
  readonly state: EmulatorState;
  /** Loopback port; 0 (the default) takes a free one. */
  readonly port?: number;
  /**
   * The address by which the world knows it, such as that of a proxy in front; links lead there and tokens are for
   * it. Without, the loopback address itself.
   */
  readonly publicUrl?: string;
  readonly clock?: () => Date;
  /** An API token to accept beside those of the state; it becomes the one that is handed out. */
  readonly token?: string;
  /** Faults, request by request; none if left out. */
  readonly faults?: FaultPlan;
  /** How calls are counted and limited; not at all without. */
  readonly rateLimits?: RateLimitOptions;
  /** Called with every request and its answer, in the order in which the answers were sent. */
  readonly onExchange?: (exchange: Exchange) => void;
}

export interface RunningEmulator {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** The address that links lead to: `url` unless another was given. */
  readonly publicUrl: string;
  /** An API token that the emulator accepts. */
  readonly token: string;
  /** The org as it is at the moment of asking. */
  readonly state: EmulatorState;
  /** How often each `METHOD /path` was asked for, ids and all. */
  readonly requests: ReadonlyMap<string, number>;
  /** Largest part of any rate limit that was used within one window, from 0 to 1. */
  readonly mostUsed: number;
  /** Changes people or groups behind everybody's back: without an event, and without `lastUpdated` telling it. */
  change(change: OrgChange): void;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/**
 * Serves an Okta org on loopback.
 * @throws PlumblineError PORT_IN_USE
 */
export async function startEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  const initial = withToken(options.state, options.token);
  const requests = new Map<string, number>();
  const machine = options.clock ?? (() => new Date());
  const clock = () => new Date(machine().getTime() + initial.settings.clockOffsetSeconds * 1000);
  let baseUrl = "";
  const served = () => {
    const org = new OrgStore(initial, clock);
    const random = seededRandom(options.faults?.seed ?? 1);
    return { org, log: new LogWriter(org.log, options.faults?.log ?? [], random) };
  };
  let { org, log } = served();

  const oauth = new OAuthServer({
    apps: initial.serviceApps,
    makeSecret: () => randomBytes(24).toString("base64url"),
  });
  const rateLimits = options.rateLimits === undefined ? null : new RateLimits(options.rateLimits);
  const faults = options.faults === undefined ? null : new FaultInjector(options.faults);
  const reset = () => {
    ({ org, log } = served());
  };
  let inFlight = 0;
  const ended = new AbortController();
  const hooks = new HookDeliveries(clock, () => baseUrl, ended.signal);

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming, baseUrl);
    const key = `${request.method} ${request.path}`;
    requests.set(key, (requests.get(key) ?? 0) + 1);
    const isOurs = request.path.startsWith("/__emulator/");
    const effect = isOurs ? null : (faults?.next(request.method, request.path) ?? null);
    const logged = org.log.length;
    log.settle(clock());
    if (effect?.kind === "change") changeOrg(org, effect.change);
    const writeLog = (event: LogEvent) => log.write(event, clock());
    const sending = faultyAnswer(effect, request, clock(), () =>
      answerRequest(request, { org, writeLog, clock: clock(), baseUrl, oauth, rateLimits, inFlight, reset }),
    );
    hooks.deliver(org, org.log.slice(logged));
    if (sending.delay > 0) await sleep(sending.delay);
    const answer = await settledAnswer(sending.answer, request.id, ended.signal);
    writeAnswer(
      outgoing,
      request,
      { ...sending, answer },
      { baseUrl, clock: clock(), onExchange: options.onExchange },
    );
  };

  const server = createServer((incoming, outgoing) => {
    inFlight += 1;
    outgoing.once("close", () => {
      inFlight -= 1;
    });
    // Either the client is gone, or the emulator itself is at fault; a 500 tells it to whoever is still there.
    serve(incoming, outgoing).catch(() => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end();
    });
  });
  const { port } = await listen(server, options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  baseUrl = options.publicUrl?.replace(/\/+$/, "") ?? url;

  return {
    url,
    publicUrl: baseUrl,
    token: options.token ?? initial.tokens[0]?.value ?? "",
    get state() {
      log.settle(clock());
      return org.toState();
    },
    requests,
    get mostUsed() {
      return rateLimits?.mostUsed ?? 0;
    },
    change: (change) => changeOrg(org, change),
    close: () =>
      new Promise((resolve) => {
        ended.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function withToken(state: EmulatorState, value: string | undefined): EmulatorState {
  if (value === undefined || state.tokens.some((token) => token.value === value)) return state;
  const owner = state.tokens[0]?.userId ?? state.users[0]?.id ?? null;
  const token = { ...usualToken, id: "00T0emulator0startup0", name: "emulator", value, userId: owner };
  return { ...state, tokens: [token, ...state.tokens] };
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === "EADDRINUSE"
          ? new PlumblineError("PORT_IN_USE", `port ${port} is taken`, {
              remedy: "Choose another port, or stop what listens on it.",
              cause,
            })
          : cause,
      );
    });
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address);
    });
  });
}
