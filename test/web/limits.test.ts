import { connect } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientAddress } from "../../src/web/http/client-address.ts";
import { rateLimit } from "../../src/web/http/rate-limit.ts";
import { usualRate } from "../../src/web/http/web-app.ts";
import { type ServedPage, servedPage } from "../support/served-page.ts";

const at = (ms: number): Date => new Date(Date.UTC(2026, 10, 23) + ms);

describe("how much one address may ask for", () => {
  it("is a burst, which fills again evenly", () => {
    const limit = rateLimit(3, 2);
    const passes = (ms: number, address = "192.0.2.7"): boolean => {
      try {
        limit(address, at(ms));
        return true;
      } catch {
        return false;
      }
    };
    expect([0, 0, 0, 0].map((ms) => passes(ms))).toEqual([true, true, true, false]);
    expect(passes(0, "192.0.2.8")).toBe(true);
    expect([400, 500, 500].map((ms) => passes(ms))).toEqual([false, true, false]);
    expect(passes(60_000)).toBe(true);
  });

  it("never is more than the burst and what came back since", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 500 }), { maxLength: 200 }), (gaps) => {
        const limit = rateLimit(5, 4);
        let now = 0;
        let passed = 0;
        for (const gap of gaps) {
          now += gap;
          try {
            limit("one", at(now));
            passed += 1;
          } catch {
            // Not this time.
          }
        }
        expect(passed).toBeLessThanOrEqual(5 + (now / 1000) * 4 + 1e-9);
      }),
    );
  });

  it("answers 429 with a remedy, and goes on for others", async () => {
    const tooMany = 20;
    const page = await servedPage();
    const answers = await Promise.all(
      Array.from(
        { length: usualRate.burst + tooMany },
        async () => (await fetch(`${page.url}/healthz`)).status,
      ),
    );
    expect(answers.filter((status) => status === 429)).toHaveLength(tooMany);
  });
});

describe("where a request comes from", () => {
  const proxies = new Set(["10.0.0.1", "10.0.0.2"]);
  it.each([
    ["192.0.2.7", undefined, "192.0.2.7"],
    ["192.0.2.7", "203.0.113.9", "192.0.2.7"],
    ["10.0.0.1", "203.0.113.9", "203.0.113.9"],
    ["::ffff:10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"],
    ["10.0.0.1", "127.0.0.1, 203.0.113.9", "203.0.113.9"],
    ["10.0.0.1", "not an address", "10.0.0.1"],
    ["10.0.0.1", undefined, "10.0.0.1"],
    ["10.0.0.1", "10.0.0.2", "10.0.0.2"],
    [undefined, "203.0.113.9", ""],
  ])("is, with socket %s and X-Forwarded-For %s, %s", (socket, forwarded, expected) => {
    expect(clientAddress(socket, forwarded, proxies)).toBe(expected);
  });
});

describe("a request that comes in byte by byte", () => {
  /** The answer to what is begun and gone on with, a byte every few milliseconds, until the server has enough. */
  function answerTo(page: ServedPage, begun: string): Promise<string> {
    const { hostname, port } = new URL(page.url);
    return new Promise((resolve) => {
      let answer = "";
      const socket = connect(Number(port), hostname, () => socket.write(begun));
      const drip = setInterval(() => socket.write(" "), 20);
      socket.setEncoding("utf8");
      socket.on("data", (text) => {
        answer += text;
      });
      // It may be cut while another byte is on its way.
      socket.on("error", () => {});
      socket.once("close", () => {
        clearInterval(drip);
        resolve(answer);
      });
    });
  }

  it.each([
    [
      "a body",
      "POST /api/v1/checks HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{",
    ],
    ["a header", "GET /api/v1/overview HTTP/1.1\r\nHost: HOST\r\nX-Slow: "],
  ])("is cut off, and others are answered meanwhile: %s", async (_, begun) => {
    const page = await servedPage({ requestMs: 600 });
    const slow = answerTo(page, begun.replace("HOST", new URL(page.url).host));
    expect((await page.ask("/session")).status).toBe(200);
    expect(await slow).toMatch(/^HTTP\/1\.1 40[08] /);
    expect((await page.ask("/session")).status).toBe(200);
  });
});

it("reads no header that is larger than any of a browser", async () => {
  const page = await servedPage();
  const { hostname, port } = new URL(page.url);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${"a".repeat(40_000)}\r\n\r\n`),
    );
    socket.setEncoding("utf8");
    socket.once("data", (text) => {
      resolve(String(text));
      socket.destroy();
    });
  });
  expect(answer).toContain("431");
});
