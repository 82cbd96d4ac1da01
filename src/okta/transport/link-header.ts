/** One `<url>; rel="next"` of a Link header; a comma may be part of the URL, so the brackets decide. */
const linkPattern = /<([^>]*)>\s*((?:;[^,<]*)*)/g;

/**
 * The `next` link, whether Okta's two header lines arrive apart or joined by a comma.
 *
 * @returns null on the last page
 */
export function nextLink(header: string | null): string | null {
  for (const [, url = "", parameters = ""] of (header ?? "").matchAll(linkPattern)) {
    if (/;\s*rel\s*=\s*"?next"?\s*(?:;|$)/i.test(parameters.trim())) return url;
  }
  return null;
}
