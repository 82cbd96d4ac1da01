import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Secret } from "../../../src/model/secret.ts";
import type { SocketBounds } from "../../../src/okta/event-hooks/bounded-sockets.ts";
import type { DeliveredEvent } from "../../../src/okta/event-hooks/hook-delivery.ts";
import { listenForHooks } from "../../../src/okta/event-hooks/listen-for-hooks.ts";

const secret = "a-shared-secret-of-okta";

async function listening(header = "authorization", host = "127.0.0.1", bounds: Partial<SocketBounds> = {}) {
  const delivered: (readonly DeliveredEvent[])[] = [];
  const listener = await listenForHooks({
    host,
    port: 0,
    header,
    secret: new Secret(secret),
    bounds,
    onDelivery: (events) => delivered.push(events),
  });
  onTestFinished(() => listener.close());
  return { ...listener, delivered };
}

const delivery = (...events: readonly object[]): string =>
  JSON.stringify({ eventType: "com.okta.event_hook", eventId: "d1", data: { events } });
const reset = { uuid: "e1", eventType: "user.mfa.factor.reset_all", target: null };

describe("Okta's verification", () => {
  it("is answered with its challenge", async () => {
    const { url } = await listening();
    const headers = { "x-okta-verification-challenge": "Me_rShK8JHsTnbyYrWXCEoMGbM_zsZ6k0hLPZ_Pg" };
    const response = await fetch(`${url}/okta`, { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({ verification: "Me_rShK8JHsTnbyYrWXCEoMGbM_zsZ6k0hLPZ_Pg" });
  });

  it.each([
    ["without a challenge", {}],
    ["with an empty one", { "x-okta-verification-challenge": "" }],
    ["with one that Okta would not send", { "x-okta-verification-challenge": "<script> alert" }],
    ["with one too long", { "x-okta-verification-challenge": "x".repeat(513) }],
  ])("%s is refused", async (_, headers) => {
    const { url } = await listening();
    expect((await fetch(url, { headers })).status).toBe(400);
  });
});

describe("a delivery", () => {
  it.each([
    ["Authorization", "authorization"],
    ["another header", "x-plumbline"],
  ])("with the secret in %s is taken, and its events told", async (_, header) => {
    const { url, delivered } = await listening(header);
    const response = await fetch(`${url}/any/path`, {
      method: "POST",
      headers: { [header]: secret },
      body: delivery(reset, { ...reset, uuid: "e2" }),
    });
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(delivered).toEqual([
      [
        { uuid: "e1", eventType: "user.mfa.factor.reset_all" },
        { uuid: "e2", eventType: "user.mfa.factor.reset_all" },
      ],
    ]);
  });

  it.each<readonly [string, RequestInit, number]>([
    ["without the secret", { headers: {} }, 401],
    ["with another one", { headers: { authorization: "a-shared-secret-of-omar" } }, 401],
    ["with its beginning", { headers: { authorization: secret.slice(0, 8) } }, 401],
    ["with it in another header", { headers: { "x-plumbline": secret } }, 401],
    ["that is no JSON", { body: "<xml/>" }, 400],
    ["that is empty", { body: "" }, 400],
    ["of something else", { body: '{"eventType":"com.okta.oauth2"}' }, 400],
    ["without events", { body: '{"eventType":"com.okta.event_hook","data":{}}' }, 400],
    ["with an event that has no uuid", { body: delivery({ eventType: "user.session.start" }) }, 400],
    ["larger than any of Okta's", { body: delivery({ ...reset, pad: "x".repeat(3 * 1024 * 1024) }) }, 413],
    ["by another method", { method: "PUT" }, 405],
  ])("%s is refused", async (_, init, status) => {
    const { url, delivered } = await listening();
    const usual = { method: "POST", headers: { authorization: secret }, body: delivery(reset) };
    const response = await fetch(url, { ...usual, ...init });
    expect(response.status).toBe(status);
    expect(await response.text()).toBe("");
    expect(delivered).toEqual([]);
  });

  it("sent in pieces without a length is cut where it is too large", async () => {
    const { url, delivered } = await listening();
    const piece = new TextEncoder().encode("x".repeat(1024 * 1024));
    let pieces = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pieces += 1;
        if (pieces > 50) controller.close();
        else controller.enqueue(piece);
      },
    });
    const init = { method: "POST", headers: { authorization: secret }, body, duplex: "half" as const };
    const status = await fetch(url, init).then(
      (response) => response.status,
      () => "cut off",
    );
    expect([413, "cut off"]).toContain(status);
    expect(pieces).toBeLessThan(50);
    expect(delivered).toEqual([]);
  });
});

describe("the listener", () => {
  it("says that a port is taken", async () => {
    const { url } = await listening();
    const port = Number(new URL(url).port);
    const another = listenForHooks({
      host: "127.0.0.1",
      port,
      header: "authorization",
      secret: new Secret(secret),
      onDelivery: () => {},
    });
    await expect(another).rejects.toMatchObject({
      code: "PORT_IN_USE",
      message: `port ${port} of 127.0.0.1 is taken`,
    });
  });

  it("says that an address is not of this machine", async () => {
    await expect(listening("authorization", "192.0.2.1")).rejects.toMatchObject({
      code: "USAGE",
      message: "cannot listen on 192.0.2.1:0 (EADDRNOTAVAIL)",
    });
  });

  const half = "POST / HTTP/1.1\r\nhost: x\r\n";

  /** So many connections that begin a request and do not end it; with how many are still open. */
  async function halfOpen(url: string, count: number) {
    const { port, hostname } = new URL(url);
    let open = 0;
    const closed = Array.from({ length: count }, async () => {
      const socket = connect(Number(port), hostname).on("error", () => {});
      onTestFinished(() => void socket.destroy());
      await new Promise((resolve) => socket.once("connect", resolve).once("close", resolve));
      open += 1;
      socket.write(half);
      await new Promise((resolve) => socket.resume().once("close", resolve));
      open -= 1;
    });
    return { open: () => open, allClosed: Promise.all(closed) };
  }

  it("waits for nobody who says nothing, and answers others meanwhile", async () => {
    const { url } = await listening("authorization", "127.0.0.1", { deadlineMs: 500 });
    const silent = await halfOpen(url, 1);
    expect((await fetch(url)).status).toBe(400);
    await silent.allClosed;
    expect(silent.open()).toBe(0);
  });

  it("waits no longer for somebody who keeps talking, with the secret or without", async () => {
    const { url, delivered } = await listening("authorization", "127.0.0.1", { deadlineMs: 500 });
    const { port, hostname } = new URL(url);
    for (const header of ["x: y", `authorization: ${secret}`]) {
      const slow = connect(Number(port), hostname).on("error", () => {});
      const talking = setInterval(() => slow.write("a"), 20);
      slow.write(`POST / HTTP/1.1\r\nhost: x\r\n${header}\r\ncontent-length: 100000\r\n\r\n`);
      await new Promise((resolve) => slow.resume().once("close", resolve));
      clearInterval(talking);
    }
    expect(delivered).toEqual([]);
  });

  it("takes a delivery while hundreds of connections say nothing", async () => {
    const { url, delivered } = await listening("authorization", "127.0.0.1", { deadlineMs: 60_000 });
    const flood = await halfOpen(url, 300);
    for (let round = 0; round < 5; round += 1) {
      const init = { method: "POST", headers: { authorization: secret }, body: delivery(reset) };
      expect((await fetch(url, init)).status).toBe(204);
    }
    expect(delivered.length).toBe(5);
    await vi.waitFor(() => expect(flood.open()).toBeLessThanOrEqual(100), { timeout: 20_000 });
  });

  it("lets those of one address make room before those of another", async () => {
    const { url } = await listening("authorization", "0.0.0.0", { mostStrangers: 5, deadlineMs: 60_000 });
    const { port } = new URL(url);
    const other = connect({ port: Number(port), host: "127.0.0.1", localAddress: "127.0.0.2" });
    await new Promise((resolve) => other.once("connect", resolve));
    const crowd = await halfOpen(`http://127.0.0.1:${port}`, 20);
    await vi.waitFor(() => expect(crowd.open()).toBeLessThanOrEqual(4), { timeout: 20_000 });
    expect(other.destroyed).toBe(false);
    other.end("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
    const [answer] = await once(other, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
  });
});
