import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PlumblineError } from "../model/errors.ts";
import { answerRequest } from "./answer-request.ts";
import type { Exchange } from "./exchange.ts";
import { OrgStore } from "./org-store.ts";
import { readRequest } from "./read-request.ts";
import type { EmulatorState } from "./state.ts";
import { writeAnswer } from "./write-answer.ts";

export interface EmulatorOptions {
  readonly state: EmulatorState;
  /** Loopback port; 0 (the default) takes a free one. */
  readonly port?: number;
  readonly clock?: () => Date;
  /** An API token to accept beside those of the state; it becomes the one that is handed out. */
  readonly token?: string;
  /** Called with every request and its answer, in the order in which the answers were sent. */
  readonly onExchange?: (exchange: Exchange) => void;
}

export interface RunningEmulator {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** An API token that the emulator accepts. */
  readonly token: string;
  /** The org as it is at the moment of asking. */
  readonly state: EmulatorState;
  /** How often each `METHOD /path` was asked for, ids and all. */
  readonly requests: ReadonlyMap<string, number>;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/**
 * Serves an Okta org on loopback.
 * @throws PlumblineError PORT_IN_USE
 */
export async function startEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  const initial = withToken(options.state, options.token);
  let org = new OrgStore(initial);
  const requests = new Map<string, number>();
  const clock = options.clock ?? (() => new Date());
  let baseUrl = "";

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming, baseUrl);
    const key = `${request.method} ${request.path}`;
    requests.set(key, (requests.get(key) ?? 0) + 1);
    const answer = answerRequest(request, {
      org,
      clock: clock(),
      baseUrl,
      reset: () => {
        org = new OrgStore(initial);
      },
    });
    writeAnswer(outgoing, request, answer, { baseUrl, clock: clock(), onExchange: options.onExchange });
  };

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => {
      // The client is gone, or the emulator itself is at fault: either way nobody can be told more.
      outgoing.destroy(error instanceof Error ? error : undefined);
    });
  });
  const { port } = await listen(server, options.port ?? 0);
  baseUrl = `http://127.0.0.1:${port}`;

  return {
    url: baseUrl,
    token: options.token ?? initial.tokens[0]?.value ?? "",
    get state() {
      return org.toState();
    },
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function withToken(state: EmulatorState, value: string | undefined): EmulatorState {
  if (value === undefined || state.tokens.some((token) => token.value === value)) return state;
  const owner = state.tokens[0]?.userId ?? state.users[0]?.id ?? null;
  const token = { id: "00T0emulator0startup0", name: "emulator", value, userId: owner };
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
