import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { aRecord } from "../support/an-alert.ts";
import { servedPage } from "../support/served-page.ts";

/** A request as it goes over the wire, which fetch would not send so; the answer as text. */
async function raw(url: string, lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.end(`${lines.join("\r\n")}\r\n\r\n`));
    let text = "";
    socket.setEncoding("utf8");
    socket.on("data", (part) => {
      text += part;
    });
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
  });
}

const statusOf = (answer: string): number => Number(answer.split(" ")[1]);

describe("who may ask", () => {
  const change = JSON.stringify({ ids: ["mfa-reset-1"], change: "resolve" });

  it.each([
    ["another name that leads here", "Host: evil.example"],
    ["a name that only begins like ours", "Host: localhost.evil.example:1"],
    ["another port", "Host: localhost:1"],
  ])("refuses %s", async (_, host) => {
    const page = await servedPage();
    const answer = await raw(page.url, ["GET /api/v1/alerts HTTP/1.1", host, "Connection: close"]);
    expect(statusOf(answer)).toBe(421);
    expect(answer).not.toContain("Alerts");
  });

  it("answers by every name of loopback", async () => {
    const page = await servedPage();
    const { port } = new URL(page.url);
    for (const name of ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"]) {
      const answer = await raw(page.url, ["GET / HTTP/1.1", `Host: ${name}:${port}`, "Connection: close"]);
      expect(`${name} ${statusOf(answer)}`).toBe(`${name} 200`);
    }
  });

  it.each([
    ["a foreign origin", { origin: "https://evil.example" }],
    ["an origin without a name", { origin: "null" }],
    ["another site's script", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" }],
    ["a neighbour's script", { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" }],
    ["another site's form", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }],
    ["a form, which needs no script", { "content-type": "text/plain" }],
  ])("lets %s change nothing", async (_, headers) => {
    const page = await servedPage({ records: [aRecord()] });
    const answer = await fetch(`${page.url}/api/v1/alerts/change`, {
      method: "POST",
      body: change,
      headers: { "content-type": "application/json", ...headers },
    });
    expect([403, 415]).toContain(answer.status);
    expect((await page.source.alerts())[0]?.state).toBe("open");
  });

  it("lets a link of another site open the page, and its script read nothing", async () => {
    const page = await servedPage();
    const { port } = new URL(page.url);
    const from = async (mode: string) =>
      statusOf(
        await raw(page.url, [
          "GET /alerts HTTP/1.1",
          `Host: localhost:${port}`,
          "Sec-Fetch-Site: cross-site",
          `Sec-Fetch-Mode: ${mode}`,
          "Connection: close",
        ]),
      );
    expect(await from("navigate")).toBe(200);
    expect(await from("no-cors")).toBe(403);
  });

  it("sends the headers that keep others out with every answer", async () => {
    const page = await servedPage();
    for (const path of ["/", "/app.js", "/api/v1/alerts", "/nowhere.js", "/api/v1/nowhere"]) {
      const { headers } = await fetch(page.url + path);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-powered-by")).toBeNull();
    }
  });

  it("opens the page of somebody whose login ends like a file", async () => {
    const page = await servedPage();
    expect((await fetch(`${page.url}/people/beth@acme.example`)).headers.get("content-type")).toContain(
      "html",
    );
    expect((await fetch(`${page.url}/nothing.js`)).status).toBe(404);
    expect((await fetch(`${page.url}/favicon.ico`)).status).toBe(204);
  });

  it("gives no file but the page's", async () => {
    const page = await servedPage();
    for (const path of ["/../../package.json", "/%2e%2e/%2e%2e/etc/passwd", "/..%5c..%5cpackage.json"]) {
      const { port } = new URL(page.url);
      const answer = await raw(page.url, [
        `GET ${path} HTTP/1.1`,
        `Host: localhost:${port}`,
        "Connection: close",
      ]);
      expect(answer).not.toMatch(/okta-plumbline|root:/);
    }
  });

  it("reads no more of a body than it would need", async () => {
    const page = await servedPage();
    const answer = await fetch(`${page.url}/api/v1/alerts/change`, {
      method: "POST",
      body: "x".repeat(300 * 1024),
      headers: { "content-type": "application/json" },
    });
    expect(answer.status).toBe(413);
  });

  it.each(["0.0.0.0", "192.0.2.7"])("does not listen on %s without a sign-in", async (host) => {
    await expect(servedPage({ host })).rejects.toMatchObject({ code: "SIGN_IN_MISSING" });
  });

  it("says which port is taken", async () => {
    const page = await servedPage();
    const port = Number(new URL(page.url).port);
    await expect(servedPage({ port })).rejects.toMatchObject({ code: "PORT_IN_USE" });
  });
});
