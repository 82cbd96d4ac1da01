import { describe, expect, it } from "vitest";
import type { Channel } from "../../../src/alerts/notifiers/notifier.ts";
import { sendDue } from "../../../src/alerts/outbox/send-due.ts";
import { Secret } from "../../../src/model/secret.ts";
import { guide } from "../../support/a-post.ts";
import { fakeTiming } from "../../support/fake-timing.ts";
import { httpSink } from "../../support/http-sink.ts";
import { closedUrl } from "../../support/loopback-server.ts";
import { postingLedger } from "../../support/posting-ledger.ts";

const now = new Date("2026-11-23T10:00:00.000Z");
const hourMs = 3_600_000;

const channelTo =
  (url: string): Channel =>
  ({ id, alert }) => ({
    kind: "http",
    url: new Secret(`${url}/${alert.state}`),
    headers: {},
    body: JSON.stringify({ post: id, alert: alert.id }),
  });

async function started(destinations: Readonly<Record<string, string>>) {
  const posting = await postingLedger(now);
  const timing = fakeTiming(now.getTime(), 0.5);
  const channels = new Map(Object.entries(destinations).map(([name, url]) => [name, channelTo(url)]));
  const { ledger, lease } = posting;
  // The lease of the test lasts a minute, and hours pass.
  const send = async (stop = new AbortController().signal) => {
    await ledger.takeLease({ ...lease, now: new Date(timing.now()), isGone: () => true });
    return sendDue({ ledger, lease, channels, fetch, guide, timing, stop });
  };
  return { ...posting, timing, send };
}

const alertsOf = (sink: { readonly taken: readonly { readonly body: string }[] }): readonly string[] =>
  sink.taken.map(({ body }) => JSON.parse(body).alert);

describe("sending what is due", () => {
  it("sends each post once, and nothing the next time", async () => {
    const sink = await httpSink();
    const { open, send } = await started({ slack: sink.url });
    await open({ id: "a" }, ["slack"], now);
    await open({ id: "b" }, ["slack"], now);
    expect(await send()).toEqual([]);
    expect(await send()).toEqual([]);
    expect(alertsOf(sink)).toEqual(["a", "b"]);
  });

  it("sends more than fit into one reading of the ledger", async () => {
    const sink = await httpSink();
    const { open, send } = await started({ slack: sink.url });
    for (let number = 0; number < 60; number += 1) await open({ id: `a${number}` }, ["slack"], now);
    expect(await send()).toEqual([]);
    expect(new Set(alertsOf(sink)).size).toBe(60);
  });

  it("gives the others theirs while one is down, and tries that one again later", async () => {
    const [down, up] = [await httpSink(), await httpSink()];
    down.always({ status: 503 });
    const { open, send, timing } = await started({ slack: down.url, email: up.url });
    await open({ id: "a" }, ["slack", "email"], now);
    await open({ id: "b" }, ["slack", "email"], now);
    expect(await send()).toMatchObject([{ destination: "slack", reason: "HTTP 503", givenUp: [] }]);
    expect(alertsOf(up)).toEqual(["a", "b"]);
    expect(alertsOf(down)).toEqual(["a", "a", "a"]);
    expect(await send()).toEqual([]);
    down.always({ status: 200 });
    timing.advance(60_000);
    expect(await send()).toEqual([]);
    expect(alertsOf(down).slice(3)).toEqual(["a", "b"]);
    expect(alertsOf(up)).toEqual(["a", "b"]);
  });

  it("gives the others theirs before one that hangs has answered", async () => {
    const [hanging, up] = [await httpSink(), await httpSink()];
    hanging.always("hang");
    const { open, send } = await started({ slack: hanging.url, email: up.url });
    await open({ id: "a" }, ["slack", "email"], now);
    await open({ id: "b" }, ["slack", "email"], now);
    const startedAt = Date.now();
    expect(await send()).toMatchObject([{ destination: "slack", reason: "no answer in 5 s" }]);
    expect(alertsOf(up)).toEqual(["a", "b"]);
    // One attempt: the second post is not tried on a destination that does not answer.
    expect(alertsOf(hanging)).toEqual(["a"]);
    expect(Date.now() - startedAt).toBeLessThan(9_000);
  });

  it("goes on with others where a message will not do", async () => {
    const sink = await httpSink();
    sink.answers({ status: 400 });
    const { open, send } = await started({ slack: sink.url });
    await open({ id: "a" }, ["slack"], now);
    await open({ id: "b" }, ["slack"], now);
    const nextAt = new Date(now.getTime() + 45_000);
    expect(await send()).toMatchObject([{ reason: "HTTP 400", nextAt, givenUp: [] }]);
    expect(alertsOf(sink)).toEqual(["a", "b"]);
  });

  it("sends the same post again under the same id", async () => {
    const sink = await httpSink();
    sink.answers({ status: 500 }, { status: 500 }, { status: 500 });
    const { open, send, timing } = await started({ slack: sink.url });
    await open({ id: "a" }, ["slack"], now);
    await send();
    timing.advance(60_000);
    await send();
    expect(sink.taken).toHaveLength(4);
    expect(new Set(sink.taken.map(({ body }) => JSON.parse(body).post)).size).toBe(1);
  });

  it("rests as long as a destination asks for", async () => {
    const sink = await httpSink();
    sink.answers({ status: 429, headers: { "retry-after": "1200" } });
    const { open, send, timing } = await started({ slack: sink.url });
    await open({ id: "a" }, ["slack"], now);
    const nextAt = new Date(now.getTime() + 1_200_000);
    expect(await send()).toMatchObject([{ reason: "HTTP 429", nextAt }]);
    timing.advance(1_199_000);
    expect(await send()).toEqual([]);
    expect(sink.taken).toHaveLength(1);
    timing.advance(1_000);
    await send();
    expect(sink.taken).toHaveLength(2);
  });

  it("gives up after three days, and says which alert was not told", async () => {
    const { open, send, timing, ledger, lease } = await started({ slack: await closedUrl() });
    await open({ id: "a" }, ["slack"], now);
    let passes = 0;
    for (; passes < 200; passes += 1) {
      const [unsent] = await send();
      if (unsent !== undefined && unsent.givenUp.length > 0) {
        expect(unsent).toMatchObject({
          reason: "no connection (ECONNREFUSED)",
          nextAt: null,
          givenUp: [{ alertId: "a" }],
        });
        break;
      }
      timing.advance(hourMs);
    }
    expect(passes).toBeGreaterThanOrEqual(72);
    expect(passes).toBeLessThan(80);
    expect(await ledger.outbox.waiting(lease.org)).toEqual(new Map());
  });

  it("begins nothing once it is to stop", async () => {
    const sink = await httpSink();
    const { open, send, due } = await started({ slack: sink.url });
    await open({ id: "a" }, ["slack"], now);
    expect(await send(AbortSignal.abort())).toEqual([]);
    expect(sink.taken).toEqual([]);
    expect(await due("slack", now)).toEqual(["a open"]);
  });
});
