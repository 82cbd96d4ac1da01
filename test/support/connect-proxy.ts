import { createServer } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { onTestFinished } from "vitest";

/** A proxy that tunnels, and everything that it was asked for. */
export interface ConnectProxy {
  readonly url: string;
  /** `CONNECT hooks.acme.example:443`. */
  readonly asked: readonly string[];
}

/** Listens on loopback until the test ends. @param port where every tunnel leads, wherever it was to lead */
export async function connectProxy(port: number): Promise<ConnectProxy> {
  const asked: string[] = [];
  const sockets = new Set<Duplex>();
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(405).end();
  });
  server.on("connect", (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    const there = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(there).pipe(socket);
    });
    for (const one of [socket, there]) sockets.add(one.on("error", () => there.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  const own = address !== null && typeof address === "object" ? address.port : 0;
  return { url: `http://127.0.0.1:${own}`, asked };
}
