import { Hono } from "hono";
import type { AnyOperation, OperationContext } from "../contract/operation.ts";
import { apiRoutes } from "./api.ts";
import type { Assets } from "./assets.ts";
import { clientAddress } from "./client-address.ts";
import type { WebEnv } from "./env.ts";
import { guardOrigin, type KnownHosts } from "./guard-origin.ts";
import type { Identify } from "./identify.ts";
import { serverMetrics } from "./metrics.ts";
import { problemOf, Refusal } from "./problem.ts";
import { rateLimit } from "./rate-limit.ts";
import { securityHeaders } from "./security-headers.ts";
import { type SignIn, signInRoutes } from "./sign-in-routes.ts";

/** Parts of a server. */
export interface WebApp extends Omit<OperationContext, "who" | "signsIn"> {
  readonly operations: readonly AnyOperation[];
  readonly assets: Assets;
  /** Known once the port is. */
  readonly hosts: () => KnownHosts;
  readonly identify: Identify;
  readonly signIn: SignIn | null;
  /** Addresses of the proxies in front whose X-Forwarded-For is believed. */
  readonly proxies: ReadonlySet<string>;
}

/** Somebody who scrolls and types asks for some ten a second. */
export const usualRate = { burst: 300, perSecond: 30 };
/** Nobody signs in more often. */
const signingIn = { burst: 20, perSecond: 0.5 };

/** Every answer of the server: guarded, then the API, or the page. */
export function webApp(options: WebApp): Hono<WebEnv> {
  const { assets, hosts, identify, signIn, caller, source, proxies } = options;
  const app = new Hono<WebEnv>();
  const metrics = serverMetrics();
  const limit = rateLimit(usualRate.burst, usualRate.perSecond);
  const limitSignIn = rateLimit(signingIn.burst, signingIn.perSecond);
  app.onError((error, c) => {
    const { status, problem } = problemOf(error);
    if (status === 500) caller.warn(`${c.req.method} ${c.req.path} failed: ${error.message}`);
    return c.json(problem, status, securityHeaders);
  });
  app.notFound((c) => c.json(problemOf(nothing()).problem, 404, securityHeaders));
  app.use("*", async (c, next) => {
    const started = performance.now();
    await next();
    metrics.count(c.res.status, (performance.now() - started) / 1000);
  });
  app.use("*", async (c, next) => {
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
    const header = (name: string) => c.req.header(name);
    guardOrigin(
      {
        method: c.req.method,
        host: header("host"),
        origin: header("origin"),
        site: header("sec-fetch-site"),
        mode: header("sec-fetch-mode"),
      },
      hosts(),
    );
    const address = clientAddress(c.env.incoming.socket.remoteAddress, header("x-forwarded-for"), proxies);
    limit(address, caller.now());
    if (c.req.path.startsWith("/sign")) limitSignIn(address, caller.now());
    await next();
  });
  // Browsers ask for it unasked, and it is no page.
  app.get("/favicon.ico", (c) => c.body(null, 204));
  app.get("/healthz", (c) => c.json({ status: "alive" }));
  app.get("/readyz", async (c) => {
    await source.ledger.position(source.org);
    return c.json({ status: "ready" });
  });
  if (signIn !== null) app.route("/", signInRoutes(signIn, caller));
  app.use("*", async (c, next) => {
    const who = identify(c, caller.now());
    if (who === null) {
      const isPage =
        signIn !== null && c.req.method === "GET" && c.req.header("sec-fetch-mode") === "navigate";
      if (isPage) return c.redirect(`/sign-in?to=${encodeURIComponent(pathOf(c.req.url))}`);
      throw new Refusal(
        401,
        "NOT_SIGNED_IN",
        "nobody is signed in",
        "open /sign-in, or send a token that is known",
      );
    }
    c.set("who", who);
    return next();
  });
  app.get("/metrics", async (c) =>
    c.body(await metrics.text(source), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }),
  );
  app.route("/api/v1", apiRoutes(options.operations, { ...options, signsIn: signIn !== null }));
  app.get("*", (c) => {
    const asset =
      assets.get(c.req.path) ?? (/^\/[\w-]+\.\w+$/.test(c.req.path) ? undefined : assets.get("/"));
    if (asset === undefined) throw nothing();
    return c.body(asset.text, 200, { "content-type": asset.type });
  });
  return app;
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

const nothing = (): Refusal =>
  new Refusal(404, "NOT_FOUND", "there is nothing at this address", "begin at /");
