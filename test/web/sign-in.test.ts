import { describe, expect, it } from "vitest";
import { aRecord } from "../support/an-alert.ts";
import { CookieBrowser } from "../support/cookie-browser.ts";
import { freePort } from "../support/free-port.ts";
import { client, openIdProvider } from "../support/openid-provider.ts";
import { servedPage } from "../support/served-page.ts";

const signInEnv = (issuer: string): Record<string, string> => ({
  PLUMBLINE_OIDC_ISSUER: issuer,
  PLUMBLINE_OIDC_CLIENT_ID: client.id,
  PLUMBLINE_OIDC_CLIENT_SECRET: client.secret,
  PLUMBLINE_OIDC_VIEWERS: "Auditors",
  PLUMBLINE_OIDC_OPERATORS: "Security, Identity",
});

/** The page behind a sign-in at a real provider, where Nia has these claims. */
async function guarded(claims: Readonly<Record<string, unknown>>, env: Record<string, string> = {}) {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const issuer = await openIdProvider(`${publicUrl}/signed-in`, () => claims);
  const page = await servedPage({
    records: [aRecord()],
    port,
    publicUrl,
    now: new Date(),
    env: { ...signInEnv(issuer), ...env },
  });
  const browser = new CookieBrowser();
  const { host } = new URL(publicUrl);
  return { page, browser, host, url: publicUrl, issuer };
}

const resolveIt = {
  method: "POST",
  body: JSON.stringify({ ids: ["mfa-reset-1"], change: "resolve" }),
  headers: { "content-type": "application/json" },
};

describe("signing in", () => {
  it("lets an operator in, who may act, until the sign-out", async () => {
    const { browser, url, host } = await guarded({ groups: ["Everyone", "Security"] });
    const landed = await browser.open(`${url}/sign-in?to=/alerts%3Fseverity%3Dhigh`);
    expect(landed.status).toBe(200);
    expect(browser.visited.at(-1)).toBe(`${url}/alerts?severity=high`);
    const session = await browser.ask(`${url}/api/v1/session`);
    expect(await session.json()).toMatchObject({ name: "nia@acme.example", role: "operator" });
    expect((await browser.ask(`${url}/api/v1/alerts/change`, resolveIt)).status).toBe(200);
    const kept = browser.cookies(host);
    expect((await browser.ask(`${url}/sign-out`, { method: "POST" })).status).toBe(200);
    expect((await browser.ask(`${url}/api/v1/session`)).status).toBe(401);
    // A copy of the cookie is worth nothing after the sign-out.
    expect((await fetch(`${url}/api/v1/session`, { headers: { cookie: kept } })).status).toBe(401);
  });

  it("lets a viewer look and change nothing", async () => {
    const { browser, url, page } = await guarded({ groups: ["Auditors"] });
    await browser.open(`${url}/sign-in`);
    expect((await browser.ask(`${url}/api/v1/alerts`)).status).toBe(200);
    expect((await browser.ask(`${url}/api/v1/alerts/change`, resolveIt)).status).toBe(403);
    expect((await page.source.alerts())[0]?.state).toBe("open");
  });

  it.each([
    ["no group of ours", { groups: ["Everyone"] }],
    ["no claim", {}],
    ["a claim that is no list", { groups: "Security" }],
    ["a list of other things", { groups: [{ name: "Security" }] }],
    ["too many groups", { groups: ["Security", ...Array.from({ length: 1000 }, (_, n) => `Group ${n}`)] }],
    ["a name that is part of ours only", { groups: ["Secur", "Security, Identity", "security"] }],
  ])("lets nobody in with %s", async (_, claims) => {
    const { browser, url } = await guarded(claims);
    const landed = await browser.open(`${url}/sign-in`);
    expect(landed.status).toBe(403);
    expect(await landed.json()).toMatchObject({ code: "NO_ROLE" });
    for (const path of ["/", "/app.js", "/api/v1/alerts", "/api/v1/openapi.json", "/metrics"]) {
      expect(`${path} ${(await browser.ask(url + path)).status}`).toBe(`${path} 401`);
    }
  });

  it("sends a browser that opens a page to the sign-in, and back to it", async () => {
    const { browser, url } = await guarded({ groups: ["Security"] });
    const { request } = await import("node:http");
    const location = await new Promise<string>((resolve) => {
      request(`${url}/people?app=Payroll`, { headers: { "sec-fetch-mode": "navigate" } }, (response) =>
        resolve(response.headers.location ?? ""),
      ).end();
    });
    expect(location).toBe("/sign-in?to=%2Fpeople%3Fapp%3DPayroll");
    await browser.open(url + location);
    expect(browser.visited.at(-1)).toBe(`${url}/people?app=Payroll`);
  });

  it.each([
    "//evil.example",
    "https://evil.example/",
    "/\\evil.example",
    "/%5cevil.example/..//evil.example",
    "javascript:alert(1)",
    "/%0d%0aset-cookie:%20plumbline=forged",
    "/\t/evil.example",
    "",
  ])("goes to no other place after it: %j", async (to) => {
    const { browser, url } = await guarded({ groups: ["Security"] });
    const landed = await browser.open(`${url}/sign-in?to=${encodeURIComponent(to)}`);
    expect(landed.status).toBe(200);
    expect(new URL(browser.visited.at(-1) ?? "").origin).toBe(url);
  });

  it("takes no cookie that it did not sign as one of that kind", async () => {
    const { browser, url, host } = await guarded({ groups: ["Security"] });
    await browser.ask(`${url}/sign-in`);
    const [, begun = ""] = /plumbline-sign-in=([^;]+)/.exec(browser.cookies(host)) ?? [];
    await browser.open(`${url}/sign-in`);
    const [, session = ""] = /plumbline=([^;]+)/.exec(browser.cookies(host)) ?? [];
    const [body = "", signature = ""] = session.split(".");
    const forged = Buffer.from(
      JSON.stringify({ id: "x", name: "eve", role: "operator", until: 9e15 }),
    ).toString("base64url");
    for (const cookie of [
      begun,
      `${forged}.${signature}`,
      body,
      `${body}.`,
      `${session}x`,
      `.${signature}`,
      "",
    ]) {
      const answer = await fetch(`${url}/api/v1/session`, { headers: { cookie: `plumbline=${cookie}` } });
      expect(answer.status).toBe(401);
    }
  });

  it("finishes no sign-in that was begun elsewhere, twice, or with another state", async () => {
    const { browser, url } = await guarded({ groups: ["Security"] });
    expect((await fetch(`${url}/signed-in?code=stolen&state=x`)).status).toBe(401);
    await browser.ask(`${url}/sign-in`);
    expect((await browser.ask(`${url}/signed-in?code=stolen&state=another`)).status).toBe(401);
    await browser.open(`${url}/sign-in`);
    const answer = browser.visited.find((at) => at.startsWith(`${url}/signed-in`)) ?? "";
    expect((await browser.ask(answer)).status).toBe(401);
  });

  it("keeps cookies from scripts and from other sites", async () => {
    const { browser, url } = await guarded({ groups: ["Security"] });
    const begun = await browser.ask(`${url}/sign-in`);
    for (const cookie of begun.headers.getSetCookie()) expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
  });

  it("says that the issuer cannot be reached, and tries again", async () => {
    const port = await freePort();
    const page = await servedPage({
      port,
      publicUrl: `http://127.0.0.1:${port}`,
      env: signInEnv(`http://127.0.0.1:${await freePort()}`),
    });
    const answer = await fetch(`${page.url}/sign-in`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: "ISSUER_UNREACHABLE" });
  });

  it("knows machines by their tokens", async () => {
    const token = "0123456789abcdef0123456789abcdef";
    const { url } = await guarded({}, { PLUMBLINE_VIEWER_TOKENS: `prometheus=${token}` });
    const ask = (path: string, bearer: string) =>
      fetch(url + path, { headers: { authorization: `Bearer ${bearer}` } });
    const metrics = await ask("/metrics", token);
    expect(await metrics.text()).toMatch(/plumbline_ledger_up 1[\s\S]*plumbline_alerts_open 1/);
    expect((await ask("/metrics", `${token}x`)).status).toBe(401);
    const change = { ...resolveIt, headers: { ...resolveIt.headers, authorization: `Bearer ${token}` } };
    expect((await fetch(`${url}/api/v1/alerts/change`, change)).status).toBe(403);
  });
});

describe("what it takes to listen", () => {
  const env = signInEnv("https://acme.okta.com");

  it.each([
    ["others could reach it and nobody signs in", { host: "0.0.0.0" }, {}, "SIGN_IN_MISSING"],
    [
      "a proxy leads others to it and nobody signs in",
      { publicUrl: "https://plumbline.acme.example" },
      {},
      "SIGN_IN_MISSING",
    ],
    ["nobody could come back", { host: "0.0.0.0" }, env, "SIGN_IN_INVALID"],
    [
      "a session would go over plain http",
      { publicUrl: "http://plumbline.acme.example" },
      env,
      "SIGN_IN_INVALID",
    ],
    ["only a part is set", {}, { PLUMBLINE_OIDC_ISSUER: "https://acme.okta.com" }, "SIGN_IN_INVALID"],
    [
      "nobody could get in",
      {},
      { ...env, PLUMBLINE_OIDC_VIEWERS: "", PLUMBLINE_OIDC_OPERATORS: " ," },
      "SIGN_IN_INVALID",
    ],
    [
      "the issuer is plain http",
      {},
      { ...env, PLUMBLINE_OIDC_ISSUER: "http://acme.okta.com" },
      "SIGN_IN_INVALID",
    ],
    ["the issuer is no URL", {}, { ...env, PLUMBLINE_OIDC_ISSUER: "acme" }, "SIGN_IN_INVALID"],
    ["the key is short", {}, { ...env, PLUMBLINE_COOKIE_KEY: "short" }, "SIGN_IN_INVALID"],
    ["a token is short", {}, { PLUMBLINE_OPERATOR_TOKENS: "cron=short" }, "SIGN_IN_INVALID"],
  ])("does not where %s", async (_, options, given, code) => {
    await expect(servedPage({ ...options, env: given })).rejects.toMatchObject({ code });
  });
});
