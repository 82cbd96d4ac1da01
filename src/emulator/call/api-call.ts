import type { LogEntry } from "../log/log-events.ts";
import type { LogActor } from "../state/log-event.ts";
import type { OrgStore } from "../state/org-store.ts";
import type { Powers } from "../state/powers.ts";
import type { Json, JsonObject } from "../wire/json.ts";

/** Who is calling: the owner of an API token, or a service app. */
export interface Caller {
  readonly actor: LogActor;
  /** The API token used, for the log; null for a service app. */
  readonly tokenId: string | null;
  /** Granted OAuth scopes; null for an API token, which may do what its owner may. */
  readonly scopes: ReadonlySet<string> | null;
  /** The person who owns the token; null for a service app. */
  readonly userId: string | null;
  /** Rights that its admin roles give; null: everything. */
  readonly powers: Powers | null;
}

/** One request as a route sees it. */
export interface ApiCall {
  readonly org: OrgStore;
  readonly caller: Caller;
  readonly method: string;
  readonly path: string;
  /** The parts of the path that the route's pattern names. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The body as an object; empty when there was none. */
  readonly body: JsonObject;
  /** The objects of a body that is a list; of any other the body itself. */
  readonly bodies: readonly JsonObject[];
  /** Origin of the emulator, for links. */
  readonly baseUrl: string;
  /** Now, in Okta's form for times of resources: whole seconds, UTC. */
  readonly now: string;
  /** Now, to the millisecond. */
  readonly clock: Date;
  /** Writes to the System Log, with the caller as actor. */
  log(entry: LogEntry): void;
}

/** Answer of a route; a `cursor` becomes a `next` link, and every page has a `self` link. */
export interface ApiAnswer {
  readonly status: number;
  readonly body?: Json;
  /** CSV, in place of a body. */
  readonly text?: string;
  readonly page?: { readonly next: URLSearchParams | null };
  readonly headers?: Readonly<Record<string, string>>;
  /** The answer that takes the place of this one, where it has to be waited for; throws as a route does. */
  readonly later?: (ended: AbortSignal) => Promise<ApiAnswer>;
}

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** `/api/v1/users/{userId}`. */
  readonly path: string;
  /** The OAuth scope that the call needs; null for none. */
  readonly scope: string | null;
  /**
   * Where not every administrator may: a super administrator, and whoever has one of these permissions by a custom
   * role (https://help.okta.com, "Standard administrator roles and permissions").
   */
  readonly reservedFor?: readonly string[];
  readonly handle: (call: ApiCall) => ApiAnswer;
}

/** The routes of a family that share a scope: reading needs `.read` (or `.manage`), anything else `.manage`. */
export function routesWithScope(
  scope: string,
  routes: readonly (readonly [Route["method"], string, Route["handle"]])[],
): readonly Route[] {
  return routes.map(([method, path, handle]) => ({
    method,
    path: `/api/v1${path}`,
    scope: `okta.${scope}.${method === "GET" ? "read" : "manage"}`,
    handle,
  }));
}

/** 200 with a body. */
export function ok(body: Json): ApiAnswer {
  return { status: 200, body };
}

/** 204 without one. */
export const noContent: ApiAnswer = { status: 204 };

/** The value of a parameter of the route's own pattern. */
export function param(call: ApiCall, name: string): string {
  return call.params[name] ?? "";
}
