import { describe, expect, it } from "vitest";
import { sendHttp } from "../../../src/alerts/outbox/send-http.ts";
import { Secret } from "../../../src/model/secret.ts";
import { fakeTiming } from "../../support/fake-timing.ts";
import { httpSink, type Reply } from "../../support/http-sink.ts";
import { closedUrl } from "../../support/loopback-server.ts";

const never = new AbortController().signal;
const messageTo = (url: string) => ({
  kind: "http" as const,
  url: new Secret(`${url}/services/hunter2`),
  headers: { "content-type": "application/json" },
  body: '{"text":"hello"}',
});
const ofSink = (status: number, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers,
});

describe("sending over HTTP", () => {
  it.each<readonly [string, readonly Reply[], object, number, readonly number[]]>([
    ["200", [], { kind: "delivered" }, 1, []],
    ["202, as Power Automate and PagerDuty answer", [ofSink(202)], { kind: "delivered" }, 1, []],
    ["500, then 200", [ofSink(500)], { kind: "delivered" }, 2, [375]],
    [
      "500 for good",
      [ofSink(500), ofSink(502), ofSink(503)],
      { kind: "down", reason: "HTTP 503" },
      3,
      [375, 750],
    ],
    ["429 that ends in two seconds", [ofSink(429, { "retry-after": "2" })], { kind: "delivered" }, 2, [2000]],
    [
      "429 until a time",
      [ofSink(429, { "retry-after": "Sun, 01 Mar 2026 00:00:03 GMT" })],
      { kind: "delivered" },
      2,
      [3000],
    ],
    [
      "429 that asks for more than a pass has",
      [ofSink(429, { "retry-after": "120" })],
      { kind: "down", reason: "HTTP 429", restMs: 120_000 },
      1,
      [],
    ],
    ["429 with nonsense", [ofSink(429, { "retry-after": "soon" })], { kind: "delivered" }, 2, [375]],
    ["400: this message will not do", [ofSink(400)], { kind: "refused", reason: "HTTP 400" }, 1, []],
    ["413: this message is too long", [ofSink(413)], { kind: "refused", reason: "HTTP 413" }, 1, []],
    ["404: nobody is there any more", [ofSink(404)], { kind: "down", reason: "HTTP 404" }, 1, []],
    ["403: the key is not taken", [ofSink(403)], { kind: "down", reason: "HTTP 403" }, 1, []],
    [
      "a redirect, which could lead anywhere",
      [ofSink(307, { location: "http://evil.example/" })],
      { kind: "down", reason: "HTTP 307" },
      1,
      [],
    ],
  ])("%s", async (_, replies, outcome, requests, slept) => {
    const sink = await httpSink();
    sink.answers(...replies);
    const timing = fakeTiming(undefined, 0.5);
    expect(await sendHttp(messageTo(sink.url), { fetch, timing: timing, stop: never })).toMatchObject(
      outcome,
    );
    expect(sink.taken).toHaveLength(requests);
    expect(timing.slept).toEqual(slept);
    expect(sink.taken[0]).toMatchObject({
      path: "/services/hunter2",
      body: '{"text":"hello"}',
      headers: { "content-type": "application/json" },
    });
  });

  it("says where nobody listens, and not what it wanted there", async () => {
    const outcome = await sendHttp(messageTo(await closedUrl()), {
      fetch,
      timing: fakeTiming(),
      stop: never,
    });
    expect(outcome).toEqual({ kind: "down", reason: "no connection (ECONNREFUSED)", restMs: null });
  });

  // It waits for the real five seconds of an attempt.
  it("does not ask again at once when there was no answer: it may have been taken", async () => {
    const sink = await httpSink();
    sink.always("hang");
    const outcome = await sendHttp(messageTo(sink.url), { fetch, timing: fakeTiming(), stop: never });
    expect(outcome).toEqual({ kind: "down", reason: "no answer in 5 s", restMs: null });
    expect(sink.taken).toHaveLength(1);
  });

  it("begins no other attempt once it is to stop", async () => {
    const sink = await httpSink();
    sink.always({ status: 500 });
    const outcome = await sendHttp(messageTo(sink.url), {
      fetch,
      timing: fakeTiming(),
      stop: AbortSignal.abort(),
    });
    expect(outcome).toMatchObject({ kind: "down", reason: "HTTP 500" });
    expect(sink.taken).toHaveLength(1);
  });
});
