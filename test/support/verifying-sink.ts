import type { IncomingHttpHeaders } from "node:http";
import { loopbackServer } from "./loopback-server.ts";

/** The other side of an event hook, which passes Okta's verification. */
export interface VerifyingSink {
  readonly url: string;
  readonly posts: readonly { readonly headers: IncomingHttpHeaders; readonly body: string }[];
  /** The statuses of the next answers; 204 after. */
  answers(...statuses: readonly number[]): void;
}

/** Listens on loopback until the test ends. */
export async function verifyingSink(): Promise<VerifyingSink> {
  const posts: { headers: IncomingHttpHeaders; body: string }[] = [];
  let statuses: number[] = [];
  const url = await loopbackServer(async (request, response) => {
    if (request.method === "GET") {
      const verification = request.headers["x-okta-verification-challenge"];
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ verification }));
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    posts.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    response.writeHead(statuses.shift() ?? 204).end();
  });
  return {
    url,
    posts,
    answers: (...next) => {
      statuses = [...next];
    },
  };
}
