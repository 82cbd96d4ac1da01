import { createServer, type Server } from "node:http";
import { listen } from "./http/listen.ts";

/** Answers of a worker to whoever looks after it. */
export interface WorkerAnswers {
  /** Whether the ledger answered when it was last asked. */
  readonly isUp: () => boolean;
  readonly metrics: () => Promise<string>;
}

/** Something that listens until it is closed. */
export interface Door {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Answers `/healthz` (the process lives), `/readyz` (the ledger answers) and `/metrics` (Prometheus): numbers and URLs of orgs,
 * and nothing of what is in them.
 *
 * @throws PlumblineError PORT_IN_USE or USAGE
 */
export async function openWorkerDoor(
  { host, port }: { readonly host: string; readonly port: number },
  { isUp, metrics }: WorkerAnswers,
): Promise<Door> {
  const answers: Readonly<Record<string, () => Promise<readonly [status: number, text: string]>>> = {
    "/healthz": async () => [200, "ok\n"],
    "/readyz": async () => (isUp() ? [200, "ok\n"] : [503, "the ledger does not answer\n"]),
    "/metrics": async () => [200, await metrics()],
  };
  const server: Server = createServer(
    { headersTimeout: 10_000, requestTimeout: 15_000 },
    (request, response) => {
      const answer =
        request.method === "GET" ? answers[(request.url ?? "").split("?", 1)[0] ?? ""] : undefined;
      const send = ([status, text]: readonly [number, string]): void => {
        response.writeHead(status, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }).end(text);
      };
      if (answer === undefined) return send([404, "there are /healthz, /readyz and /metrics\n"]);
      answer().then(send, () => send([500, "it could not be told\n"]));
    },
  );
  const url = await listen(server, host, port);
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
