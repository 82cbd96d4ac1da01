import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Json } from "./json.ts";

/** A request as it came in. */
export interface RawRequest {
  readonly id: string;
  readonly method: string;
  /** Decoded only by the router, so that an escaped slash stays part of its segment. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body as text. */
  readonly text: string;
  readonly body:
    | { readonly kind: "none" }
    | { readonly kind: "json"; readonly value: Json }
    | { readonly kind: "malformed" };
}

/** Far above anything Okta takes; what is longer is no request for this server. */
const largestBody = 4 * 1024 * 1024;

/**
 * Reads a request. The target may be absolute (`GET http://host/api/v1/users`), as the Terraform provider
 * sends it to what it takes for a proxy.
 */
export async function readRequest(incoming: IncomingMessage, baseUrl: string): Promise<RawRequest> {
  const url = new URL(originForm(incoming.url ?? "/"), baseUrl);
  const text = await readText(incoming);
  return {
    id: randomUUID(),
    method: incoming.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    text,
    body: parseBody(text, incoming.headers["content-type"] ?? ""),
  };
}

/** The path and query of a request target; a leading `//` must not be taken for a host. */
function originForm(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, "");
  return path.startsWith("/") ? path.replace(/^\/+/, "/") : `/${path}`;
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > largestBody) throw new Error("request body too large");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseBody(text: string, contentType: string): RawRequest["body"] {
  if (text === "" || contentType.startsWith("application/x-www-form-urlencoded")) return { kind: "none" };
  try {
    const value: Json = JSON.parse(text);
    return { kind: "json", value };
  } catch {
    return { kind: "malformed" };
  }
}
