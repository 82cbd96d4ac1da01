import { Refusal } from "./problem.ts";

/** Addresses under which the page is meant to be asked for: `127.0.0.1:8787`, `plumbline.acme.example`. */
export type KnownHosts = ReadonlySet<string>;

/** The parts of a request that a browser sets and a page cannot forge. */
export interface RequestOrigin {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`: who had the browser ask. */
  readonly site: string | undefined;
  /** `Sec-Fetch-Mode`. */
  readonly mode: string | undefined;
}

const isSafe = (method: string): boolean => method === "GET" || method === "HEAD";

/**
 * Refuses what another site has a browser ask for. The Host must be one of ours, since a name of somebody else's that
 * leads to loopback (DNS rebinding) would make their page the same origin as this one; a foreign Origin, or a request
 * that the browser says is another site's, is refused but for following a link.
 *
 * @throws Refusal 421, 403
 */
export function guardOrigin({ method, host, origin, site, mode }: RequestOrigin, hosts: KnownHosts): void {
  if (host === undefined || !hosts.has(host.toLowerCase())) {
    throw new Refusal(
      421,
      "FOREIGN_HOST",
      "this server does not go by that name",
      `open it as ${[...hosts][0]}, or name its address with --public-url`,
    );
  }
  if (origin !== undefined && !isOwn(origin, hosts)) throw foreign();
  const isForeign = site !== undefined && site !== "same-origin" && site !== "none";
  const isLink = isSafe(method) && mode === "navigate";
  if (isForeign && !isLink) throw foreign();
}

function isOwn(origin: string, hosts: KnownHosts): boolean {
  return URL.canParse(origin) && hosts.has(new URL(origin).host.toLowerCase());
}

const foreign = (): Refusal =>
  new Refusal(403, "FOREIGN_ORIGIN", "another site asked for this", "open the page itself and do it there");
