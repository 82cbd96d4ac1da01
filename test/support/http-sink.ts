import { createServer, type IncomingHttpHeaders } from "node:http";
import { onTestFinished } from "vitest";

/** A request as it came in. */
export interface Taken {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What to answer: a status, with headers; `hang` never does. */
export type Reply = "hang" | { readonly status: number; readonly headers?: Readonly<Record<string, string>> };

/** A server that keeps what it is sent. */
export interface HttpSink {
  readonly url: string;
  readonly taken: readonly Taken[];
  /** What is answered next, one each; 200 after. */
  answers(...replies: readonly Reply[]): void;
  /** What is answered from now on. */
  always(reply: Reply): void;
}

/** Listens on loopback until the test ends. */
export async function httpSink(): Promise<HttpSink> {
  const taken: Taken[] = [];
  let queue: Reply[] = [];
  let usual: Reply = { status: 200 };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString("utf8");
    taken.push({ path: request.url ?? "", headers: request.headers, body });
    const reply = queue.shift() ?? usual;
    if (reply !== "hang") response.writeHead(reply.status, reply.headers).end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    answers: (...replies) => {
      queue = [...replies];
    },
    always: (reply) => {
      usual = reply;
    },
  };
}

/** The address of a port on which nobody listens. */
export async function closedUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return `http://127.0.0.1:${port}`;
}
