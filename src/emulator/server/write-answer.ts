import type { ServerResponse } from "node:http";
import type { ApiAnswer } from "../call/api-call.ts";
import type { Json } from "../wire/json.ts";
import type { RawRequest } from "../wire/read-request.ts";
import { bucketOf, type Exchange } from "./exchange.ts";
import type { Sending } from "./faulty-answer.ts";

interface Writing {
  readonly baseUrl: string;
  readonly clock: Date;
  readonly onExchange: ((exchange: Exchange) => void) | undefined;
}

/** Sends an answer. A page has two `Link` lines of its own, `self` then `next`, with absolute URLs (okta-api 0.2). */
export function writeAnswer(
  outgoing: ServerResponse,
  request: RawRequest,
  sending: Sending,
  writing: Writing,
): void {
  const { answer } = sending;
  if (sending.cut === "before") {
    outgoing.destroy();
    return;
  }
  const body = answer.body === undefined ? "" : JSON.stringify(answer.body);
  const text = sending.text ?? answer.text ?? body;
  // Node would date the answer by the machine's clock, which need not be the emulator's.
  outgoing.setHeader("date", writing.clock.toUTCString());
  outgoing.setHeader("x-okta-request-id", request.id);
  outgoing.setHeader("cache-control", "no-cache, no-store");
  for (const [name, value] of Object.entries(answer.headers ?? {})) outgoing.setHeader(name, value);
  const links = linksOf(request, answer, writing.baseUrl);
  if (links.length > 0) outgoing.setHeader("link", links);
  const type = answer.text === undefined ? "application/json" : "text/csv; charset=utf-8";
  if (text !== "") outgoing.setHeader("content-type", type);
  outgoing.statusCode = answer.status;
  if (sending.cut === "middle") {
    outgoing.setHeader("content-length", Buffer.byteLength(text));
    outgoing.write(text.slice(0, text.length / 2), () => outgoing.destroy());
    return;
  }
  writing.onExchange?.(exchangeOf(request, sending));
  outgoing.end(text);
}

function linksOf(request: RawRequest, answer: ApiAnswer, baseUrl: string): string[] {
  if (answer.page === undefined) return [];
  const link = (query: URLSearchParams, rel: string): string => {
    const text = query.toString();
    return `<${baseUrl}${request.path}${text === "" ? "" : `?${text}`}>; rel="${rel}"`;
  };
  const self = link(request.query, "self");
  return answer.page.next === null ? [self] : [self, link(answer.page.next, "next")];
}

function exchangeOf(request: RawRequest, { answer, isMalformed }: Sending): Exchange {
  const query: Record<string, string | readonly string[]> = {};
  for (const name of new Set(request.query.keys())) {
    const values = request.query.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  const reqBody: Json = request.body.kind === "json" ? request.body.value : null;
  return {
    method: request.method,
    path: request.path,
    query,
    reqBody,
    status: answer.status,
    resBody: answer.body ?? null,
    bucket: isMalformed === true ? null : bucketOf(request.path, answer.body ?? null),
  };
}
