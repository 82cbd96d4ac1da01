import { isLoopback } from "../../model/loopback.ts";

/** Does `host[:port]` fall under one entry of NO_PROXY: `*`, a host, `.domain`, `*.domain`, with or without port? */
function matches(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  const [, name = "", entryPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (entryPort !== undefined && entryPort !== port) return false;
  const bare = name.replace(/^\*?\./, "");
  return bare !== "" && (host === bare || host.endsWith(`.${bare}`));
}

/**
 * Whether a proxy must be left out for this org: always on loopback (the SDK would send even that to
 * `https_proxy`), and where NO_PROXY names it (the SDK does not look).
 */
export function bypassesProxy(orgUrl: string, noProxy: string): boolean {
  const url = new URL(orgUrl);
  if (isLoopback(url.hostname)) return true;
  const port = url.port === "" ? "443" : url.port;
  const entries = noProxy.toLowerCase().split(/[\s,]+/);
  return entries.some((entry) => entry !== "" && matches(entry, url.hostname, port));
}
