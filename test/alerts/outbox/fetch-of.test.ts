import { describe, expect, it } from "vitest";
import { fetchOf } from "../../../src/alerts/outbox/fetch-of.ts";
import { sendHttp } from "../../../src/alerts/outbox/send-http.ts";
import { Secret } from "../../../src/model/secret.ts";
import { connectProxy } from "../../support/connect-proxy.ts";
import { fakeTiming } from "../../support/fake-timing.ts";
import { httpSink } from "../../support/http-sink.ts";

/** One attempt: where no name server answers, each takes its time. */
const atOnce = AbortSignal.abort();

/** Posts in an environment; the tunnels of the proxy lead to a server that speaks no TLS. */
async function postIn(env: (proxy: string) => Readonly<Record<string, string>>, url?: string) {
  const sink = await httpSink();
  const proxy = await connectProxy(Number(new URL(sink.url).port));
  const message = {
    kind: "http" as const,
    url: new Secret(url ?? `${sink.url}/services/hunter2`),
    headers: {},
    body: "{}",
  };
  const fetch = await fetchOf(env(proxy.url));
  const outcome = await sendHttp(message, { fetch, timing: fakeTiming(), stop: atOnce });
  return { outcome, asked: new Set(proxy.asked), taken: sink.taken.length };
}

// `.invalid` has no address (RFC 2606): what reaches it without a proxy is nothing.
const elsewhere = "https://hooks.acme.invalid/services/hunter2";

describe("posting", () => {
  it.each([
    ["https_proxy", (proxy: string) => ({ https_proxy: proxy })],
    ["HTTPS_PROXY", (proxy: string) => ({ HTTPS_PROXY: proxy })],
    ["https_proxy without a scheme", (proxy: string) => ({ https_proxy: proxy.replace("http://", "") })],
  ])("goes through the proxy that %s names, in a tunnel that hides what is asked for", async (_, env) => {
    const { outcome, asked, taken } = await postIn(env, elsewhere);
    expect([...asked]).toEqual(["CONNECT hooks.acme.invalid:443"]);
    expect(taken).toBe(0);
    // The proxy did its part: it is the TLS at the other end that is missing.
    expect(outcome).toMatchObject({
      kind: "down",
      reason: expect.stringMatching(/no connection \((ERR_SSL|EPROTO)/),
    });
  });

  it("goes past it where NO_PROXY says so", async () => {
    const env = (proxy: string) => ({ https_proxy: proxy, NO_PROXY: "other.example,.acme.invalid" });
    const { outcome, asked } = await postIn(env, elsewhere);
    expect(asked.size).toBe(0);
    expect(outcome).toMatchObject({ kind: "down", reason: expect.stringMatching(/^no /) });
  });

  it("goes past it on this machine", async () => {
    const { outcome, asked, taken } = await postIn((proxy) => ({ https_proxy: proxy }));
    expect({ outcome, asked: asked.size, taken }).toEqual({
      outcome: { kind: "delivered" },
      asked: 0,
      taken: 1,
    });
  });

  it.each([
    "socks5://u:hunter2@proxy",
    "http://u:hunter2@",
    "u:hunter2@:x",
  ])("is refused through %s, whose password is not shown", async (https_proxy) => {
    await expect(fetchOf({ https_proxy })).rejects.toMatchObject({
      code: "DESTINATION_INVALID",
      message: "https_proxy must be an http or https URL",
    });
  });

  it("goes straight where there is no proxy", async () => {
    expect(await fetchOf({ https_proxy: " " })).toBe(fetch);
  });
});
