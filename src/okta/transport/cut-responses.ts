import { subscribe } from "node:diagnostics_channel";
import { ClientRequest, type IncomingMessage } from "node:http";

/** Hosts whose responses are watched; `host:port` as in the Host header. */
const watched = new Set<string>();

function watch(request: ClientRequest): void {
  if (!watched.has(String(request.getHeader("host")))) return;
  request.once("response", (response: IncomingMessage) => {
    response.once("close", () => {
      if (response.complete) return;
      request.emit("error", Object.assign(new Error("the answer was cut short"), { code: "ECONNRESET" }));
    });
  });
}

/**
 * Makes a connection that is cut in the middle of a body fail the request at once. node-fetch 2, which the SDK sends
 * with, does not notice: it waits for the rest of the body until its timeout.
 */
export function failCutResponses(orgUrl: string): void {
  if (watched.size === 0) {
    subscribe("http.client.request.start", (message) => {
      if (typeof message !== "object" || message === null || !("request" in message)) return;
      if (message.request instanceof ClientRequest) watch(message.request);
    });
  }
  watched.add(new URL(orgUrl).host);
}
