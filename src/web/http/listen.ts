import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { PlumblineError } from "../../model/errors.ts";

/**
 * Has a server listen, and gives the URL where it does.
 *
 * @param port 0: any free one
 * @throws PlumblineError PORT_IN_USE, USAGE
 */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      reject(
        new PlumblineError(
          isTaken ? "PORT_IN_USE" : "USAGE",
          isTaken ? `port ${port} on ${host} is taken` : `cannot listen on ${host}:${port} (${error.code})`,
          {
            remedy: isTaken
              ? "choose another --port, or end what uses it"
              : "choose another --host or --port",
          },
        ),
      );
    });
    server.listen(port, host, resolve);
  });
  const inUrl = host.includes(":") ? `[${host}]` : host;
  return `http://${inUrl}:${(server.address() as AddressInfo).port}`;
}
