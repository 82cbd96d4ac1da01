import type { IncomingHttpHeaders } from "node:http";
import { loopbackServer } from "./loopback-server.ts";

/** A request as it came in. */
export interface Taken {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answer: a status, with headers; `hang` never does. */
export type Reply = "hang" | { readonly status: number; readonly headers?: Readonly<Record<string, string>> };

/** A server that keeps what it is sent. */
export interface HttpSink {
  readonly url: string;
  readonly taken: readonly Taken[];
  /** Next answers, one each; 200 after. */
  answers(...replies: readonly Reply[]): void;
  /** Answer from now on. */
  always(reply: Reply): void;
}

/** Listens on loopback until the test ends. */
export async function httpSink(): Promise<HttpSink> {
  const taken: Taken[] = [];
  let queue: Reply[] = [];
  let usual: Reply = { status: 200 };
  const url = await loopbackServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString("utf8");
    taken.push({ path: request.url ?? "", headers: request.headers, body });
    const reply = queue.shift() ?? usual;
    if (reply !== "hang") response.writeHead(reply.status, reply.headers).end("ok");
  });
  return {
    url,
    taken,
    answers: (...replies) => {
      queue = [...replies];
    },
    always: (reply) => {
      usual = reply;
    },
  };
}
