import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the Chromium of this machine; it takes a second or so. */
export async function startChromium(): Promise<Browser> {
  const executablePath = places.find(existsSync);
  // A suite that passes without the browser has not tested the page.
  if (executablePath === undefined) throw new Error("no Chromium in /usr/bin: apt-get install chromium");
  return chromium.launch({ executablePath });
}

/** A page on loopback. */
export interface ServedPage {
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Serves one page under `/`, and nothing else. */
export async function servePage(page: string): Promise<ServedPage> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(request.url === "/" ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    response.end(request.url === "/" ? page : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
