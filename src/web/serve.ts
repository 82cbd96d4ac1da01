import type { Server } from "node:http";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import type { Caller } from "../flows/caller.ts";
import { discover } from "../flows/catalogue/discover.ts";
import type { PageSource } from "../flows/page/page-source.ts";
import { oneAtATime, runningChecks } from "../flows/page/running-checks.ts";
import { openIssuer } from "./access/issuer.ts";
import { readMachineTokens } from "./access/machine-tokens.ts";
import { type DoorPlan, planDoor } from "./access/open-door.ts";
import { cookieSessions, passingKey } from "./access/sessions.ts";
import { cookieSigner } from "./access/signed-cookie.ts";
import type { AnyOperation } from "./contract/operation.ts";
import type { AnyTable } from "./contract/table.ts";
import type { Assets } from "./http/assets.ts";
import { identifyBy } from "./http/identify.ts";
import { listen } from "./http/listen.ts";
import { attempt, type SignIn } from "./http/sign-in-routes.ts";
import { webApp } from "./http/web-app.ts";
import { indexOf } from "./listing/rows-index.ts";

/** Where and how to serve. */
export interface ServeOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly readOnly: boolean;
  /** The baseline's path: what people are added and the org is checked by. */
  readonly baseline: string;
  /** Where the logs of what was added go. */
  readonly logFolder: string;
  /** Where people reach it, where that is not the address that it listens on. */
  readonly publicUrl: string | undefined;
  /** Addresses of the proxies in front. */
  readonly proxies: readonly string[];
  /** Longest that a request may take to come in whole, in milliseconds. */
  readonly requestMs?: number;
  readonly assets: Assets;
  readonly source: PageSource;
  readonly caller: Caller;
}

export interface RunningPage {
  readonly url: string;
  /** Reads what every table shows, so that whoever comes first does not wait for it. A ledger that is away is no reason to end. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

const hasPath = (candidate: unknown): candidate is AnyOperation =>
  typeof candidate === "object" && candidate !== null && "path" in candidate;
const hasColumns = (candidate: unknown): candidate is AnyTable =>
  typeof candidate === "object" && candidate !== null && "columns" in candidate;

/** Every table of the page, in the order of the navigation. */
async function loadTables(): Promise<readonly AnyTable[]> {
  const tables = await discover(join(import.meta.dirname, "tables"), "table", hasColumns);
  return tables.toSorted((one, other) => one.place - other.place);
}

/** Every operation of the API but the tables. */
const loadOperations = (): Promise<readonly AnyOperation[]> =>
  discover(join(import.meta.dirname, "operations"), "operation", hasPath);

/**
 * Serves the page until it is closed.
 *
 * @throws PlumblineError PORT_IN_USE, USAGE, SIGN_IN_MISSING, SIGN_IN_INVALID
 */
export async function serve(options: ServeOptions): Promise<RunningPage> {
  const { host, port, publicUrl, caller } = options;
  const door = planDoor(options, caller.env);
  const machine = readMachineTokens(caller.env);
  const [all, operations] = await Promise.all([loadTables(), loadOperations()]);
  const tables = all.filter(({ isThere }) => isThere?.(options.source) !== false);
  const hosts = new Set<string>();
  const signIn = door.kind === "local" ? null : signInBy(door);
  const local = { name: caller.env["USER"] ?? "somebody on this machine", role: "operator" } as const;
  const alone = oneAtATime();
  const { baseline, source } = options;
  const checks = runningChecks(baseline, source.ledger, caller, alone);
  checks.listen(({ state }) => {
    if (state === "done") source.forget();
  });
  const app = webApp({
    ...options,
    alone,
    checks,
    tables,
    operations,
    signIn,
    hosts: () => hosts,
    identify: identifyBy({ signIn, machine, local }),
    proxies: new Set(options.proxies),
  });
  const server = createAdaptorServer({
    fetch: app.fetch,
    overrideGlobalObjects: false,
    serverOptions: patienceOf(options.requestMs ?? usualRequestMs),
  }) as Server;
  const url = await listen(server, host, port);
  for (const name of namesOf(url, publicUrl)) hosts.add(name);
  return {
    url: publicUrl ?? url,
    warm: async () => {
      for (const table of tables) {
        await table
          .read(source, caller.now())
          .then(({ rows }) => indexOf(table, rows))
          .catch(() => {});
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const usualRequestMs = 15_000;

/** Who sends a byte now and then must not keep a connection; Node looks for such each `connectionsCheckingInterval`. */
const patienceOf = (requestMs: number) => ({
  headersTimeout: Math.ceil((requestMs * 2) / 3),
  requestTimeout: requestMs,
  connectionsCheckingInterval: Math.ceil(requestMs / 15),
  maxHeaderSize: 16 * 1024,
});

/** The names of loopback are one machine, whichever the browser was given. */
function namesOf(url: string, publicUrl: string | undefined): readonly string[] {
  const { port, host } = new URL(url);
  const here = ["localhost", "127.0.0.1", "[::1]"].map((name) => `${name}:${port}`);
  return [...(publicUrl === undefined ? [] : [new URL(publicUrl).host]), host, ...here];
}

/** Everything that signs people in. */
function signInBy({ settings, publicUrl }: Extract<DoorPlan, { kind: "sign-in" }>): SignIn {
  const key = settings.cookieKey ?? passingKey();
  return {
    settings,
    publicUrl,
    issuer: openIssuer(settings, new URL("/signed-in", publicUrl).href),
    sessions: cookieSessions(key),
    attempts: cookieSigner("sign-in", attempt, key),
  };
}
