import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { PlumblineError } from "../../model/errors.ts";
import type { Secret } from "../../model/secret.ts";
import { BoundedSockets, type SocketBounds } from "./bounded-sockets.ts";
import { type DeliveredEvent, deliveredEvents, isSecret, verificationBody } from "./hook-delivery.ts";

/** Where to listen for Okta's event hooks, and what to do when one comes. */
export interface HookListening {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The header that carries the secret, in lower case. */
  readonly header: string;
  readonly secret: Secret;
  /** Called with every delivery that is Okta's, before it is answered; must not take long. */
  readonly onDelivery: (events: readonly DeliveredEvent[]) => void;
  /** Other bounds than the usual ones. */
  readonly bounds?: Partial<SocketBounds>;
}

export interface HookListener {
  /** `http://127.0.0.1:8787`. */
  readonly url: string;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/** Okta's batches are far smaller; more is read from nobody. */
const largestBody = 2 * 1024 * 1024;
/** Okta waits for three seconds and tries once more (okta-api 9); nobody has longer, however they spread it out. */
const bounds: SocketBounds = { mostStrangers: 100, deadlineMs: 5_000 };

/**
 * Answers Okta's verification, and takes deliveries that carry the secret.
 *
 * @throws PlumblineError PORT_IN_USE, or USAGE when the address is not of this machine
 */
export async function listenForHooks(listening: HookListening): Promise<HookListener> {
  const server = createServer((request, response) => {
    // One request a connection, or the deadline would cut off the next one.
    response.setHeader("connection", "close");
    answer(request, response, { ...listening, sockets }).catch(() => response.destroy());
  });
  const sockets = new BoundedSockets(server, { ...bounds, ...listening.bounds });
  const port = await listen(server, listening);
  const { host } = listening;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { header, secret, onDelivery, sockets }: HookListening & { readonly sockets: BoundedSockets },
): Promise<void> {
  const { method, headers } = request;
  if (method === "GET") {
    const body = verificationBody(headers["x-okta-verification-challenge"]);
    if (body === null) return refuse(response, 400);
    response.writeHead(200, { "content-type": "application/json" }).end(body);
    return;
  }
  if (method !== "POST") return refuse(response, 405, { allow: "GET, POST" });
  // Nothing is read from whoever does not have the secret.
  if (!isSecret(headers[header], secret)) return refuse(response, 401);
  sockets.trust(request.socket);
  const text = await textOf(request);
  if (text === null) return refuse(response, 413);
  const events = deliveredEvents(text);
  if (events === null) return refuse(response, 400);
  onDelivery(events);
  response.writeHead(204).end();
}

/** Says no, and reads no further. */
function refuse(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, headers).end();
}

/** The body as text; null when it is too large. */
async function textOf(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers["content-length"] ?? 0) > largestBody) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  // Left open where it is too large, so that the answer can still be given.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > largestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function listen(server: Server, { host, port }: HookListening): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === "EADDRINUSE"
          ? new PlumblineError("PORT_IN_USE", `port ${port} of ${host} is taken`, {
              remedy: "choose another port with --listen, or stop what listens on it",
              cause,
            })
          : new PlumblineError("USAGE", `cannot listen on ${host}:${port} (${cause.code ?? cause.message})`, {
              remedy: "give --listen an address of this machine and a port that you may use",
              cause,
            }),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(address !== null && typeof address === "object" ? address.port : port);
    });
  });
}
