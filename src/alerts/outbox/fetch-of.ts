import type { Environment } from "../../model/environment.ts";
import { invalidVariable } from "../notifiers/read-variable.ts";

/** As much of `fetch` as posting takes. */
export type Fetch = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly redirect: "manual";
    readonly signal: AbortSignal;
  },
) => Promise<FetchAnswer>;

/** As much of its answer. */
export interface FetchAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: { cancel(): Promise<void> } | null;
}

const loopback = "localhost,127.0.0.1,::1";

/** The first of a variable's two spellings that says something. */
const either = (env: Environment, name: string): string =>
  env[name.toLowerCase()]?.trim() || env[name.toUpperCase()]?.trim() || "";

/** `proxy.acme.example:8080` means http, as curl takes it. @throws PlumblineError DESTINATION_INVALID */
function proxyUrl(written: string): string {
  const url = written.includes("://") ? written : `http://${written}`;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  // Not what it holds: there may be a password in it.
  throw invalidVariable("https_proxy", "must be an http or https URL");
}

/**
 * Posts through the proxy that `https_proxy` names, except where `no_proxy` does and on this machine. Node's own fetch
 * looks at neither on the versions that we run on.
 *
 * @throws PlumblineError DESTINATION_INVALID
 */
export async function fetchOf(env: Environment): Promise<Fetch> {
  const written = either(env, "https_proxy");
  if (written === "") return fetch;
  const httpsProxy = proxyUrl(written);
  const { EnvHttpProxyAgent, fetch: fetchThrough } = await import("undici");
  const noProxy = [either(env, "no_proxy"), loopback].filter((part) => part !== "").join(",");
  // http is spoken to this machine alone, past any proxy.
  const dispatcher = new EnvHttpProxyAgent({ httpsProxy, httpProxy: httpsProxy, noProxy });
  return (url, init) => fetchThrough(url, { ...init, dispatcher });
}
