import { loopbackServer } from "./loopback-server.ts";

/** An answer of Okta's. */
export interface ProxiedAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Change of an answer, by the path and query that were asked for. */
export type Rewrite = (path: string, answer: ProxiedAnswer) => ProxiedAnswer;

/** Stands before a served org until the test ends and gives its answers in other words; its URL. */
export async function rewritingProxy(org: string, rewrite: Rewrite): Promise<string> {
  return loopbackServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const path = request.url ?? "";
      const body = Buffer.concat(chunks);
      const answer = await fetch(`${org}${path}`, {
        method: request.method ?? "GET",
        headers: {
          authorization: request.headers.authorization ?? "",
          "content-type": request.headers["content-type"] ?? "application/json",
        },
        ...(body.length > 0 && { body }),
      });
      const text = await answer.text();
      const said = rewrite(path, { status: answer.status, body: text === "" ? null : JSON.parse(text) });
      const date = answer.headers.get("date");
      response.writeHead(said.status, { "content-type": "application/json", ...(date !== null && { date }) });
      response.end(JSON.stringify(said.body));
    });
  });
}
