import { createServer, type RequestListener, type Server } from "node:http";
import { onTestFinished } from "vitest";

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return `http://127.0.0.1:${port}`;
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Listens on loopback until the test ends; its URL. */
export async function loopbackServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  onTestFinished(() => closed(server));
  return listening(server);
}

/** The address of a port on which nobody listens. */
export async function closedUrl(): Promise<string> {
  const server = createServer();
  const url = await listening(server);
  await closed(server);
  return url;
}
