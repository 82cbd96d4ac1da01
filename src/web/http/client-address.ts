import { isIP } from "node:net";

/**
 * The address that a request comes from. Each named proxy adds the one it was asked by at the end of X-Forwarded-For: the
 * last that is no proxy of ours counts, and what is left of it anybody may have written.
 */
export function clientAddress(
  socket: string | undefined,
  forwarded: string | undefined,
  proxies: ReadonlySet<string>,
): string {
  let address = plain(socket ?? "");
  if (!proxies.has(address) || forwarded === undefined) return address;
  for (const hop of forwarded.split(",").reverse()) {
    const next = plain(hop.trim());
    if (isIP(next) === 0) return address;
    address = next;
    if (!proxies.has(address)) return address;
  }
  return address;
}

/** IPv4 as it is written, also where a socket of both kinds puts it into IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");
