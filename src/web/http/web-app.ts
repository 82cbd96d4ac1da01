import { Hono } from "hono";
import type { Principal } from "../access/principal.ts";
import type { AnyOperation, OperationContext } from "../contract/operation.ts";
import { apiRoutes } from "./api.ts";
import type { Assets } from "./assets.ts";
import type { WebEnv } from "./env.ts";
import { guardOrigin, type KnownHosts } from "./guard-origin.ts";
import { problemOf, Refusal } from "./problem.ts";
import { securityHeaders } from "./security-headers.ts";

/** Parts of a server. */
export interface WebApp extends Omit<OperationContext, "who"> {
  readonly operations: readonly AnyOperation[];
  readonly assets: Assets;
  /** Known once the port is. */
  readonly hosts: () => KnownHosts;
  /** Who is asking; null: nobody who may see anything. */
  readonly identify: (request: Request) => Promise<Principal | null>;
}

/** Every answer of the server: guarded, then the API, or the page. */
export function webApp(options: WebApp): Hono<WebEnv> {
  const { assets, hosts, identify, caller, source } = options;
  const app = new Hono<WebEnv>();
  app.onError((error, c) => {
    const { status, problem } = problemOf(error);
    if (status === 500) caller.warn(`${c.req.method} ${c.req.path} failed: ${error.message}`);
    return c.json(problem, status, securityHeaders);
  });
  app.notFound((c) => c.json(problemOf(nothing()).problem, 404, securityHeaders));
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
    await next();
  });
  app.get("/healthz", (c) => c.json({ status: "alive" }));
  app.get("/readyz", async (c) => {
    await source.ledger.position(source.org);
    return c.json({ status: "ready" });
  });
  app.use("*", async (c, next) => {
    const who = await identify(c.req.raw);
    if (who === null) throw new Refusal(401, "NOT_SIGNED_IN", "nobody is signed in", "sign in");
    c.set("who", who);
    await next();
  });
  app.route("/api/v1", apiRoutes(options.operations, options));
  app.get("*", (c) => {
    const asset = assets.get(c.req.path) ?? (/\.\w+$/.test(c.req.path) ? undefined : assets.get("/"));
    if (asset === undefined) throw nothing();
    return c.body(asset.text, 200, { "content-type": asset.type });
  });
  return app;
}

const nothing = (): Refusal =>
  new Refusal(404, "NOT_FOUND", "there is nothing at this address", "begin at /");
