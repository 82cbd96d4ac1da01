/** Paths that Okta counts on their own, by its last published table (okta-api 7). */
const exactFamilies: ReadonlySet<string> = new Set([
  "/api/v1/users",
  "/api/v1/users/{id}",
  "/api/v1/groups/{id}",
  "/api/v1/logs",
]);

/** Prefixes with a family of their own, the longest first. */
const prefixFamilies = ["/api/v1/groups", "/api/v1/apps", "/api/v1"];

/**
 * The family of endpoints that a template (`/api/v1/users/{id}/factors`) is counted in: an exact path first, else
 * the longest prefix.
 */
export function endpointFamily(endpoint: string): string {
  if (exactFamilies.has(endpoint)) return endpoint;
  const prefix = prefixFamilies.find((family) => endpoint === family || endpoint.startsWith(`${family}/`));
  return prefix ?? endpoint;
}
