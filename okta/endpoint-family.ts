/**
 * Okta counts calls per family of endpoints: an exact path first, else the longest prefix. These are the
 * families of its last published table (okta-api 7); everything else under `/api/v1` shares one.
 */
const exactFamilies: ReadonlySet<string> = new Set([
  "/api/v1/users",
  "/api/v1/users/{id}",
  "/api/v1/groups",
  "/api/v1/groups/{id}",
  "/api/v1/logs",
  "/oauth2/v1/token",
]);

/** The family an endpoint template (`/api/v1/users/{id}/factors`) is counted in. */
export function endpointFamily(endpoint: string): string {
  if (exactFamilies.has(endpoint)) return endpoint;
  if (endpoint.startsWith("/api/v1/apps")) return "/api/v1/apps";
  return endpoint.startsWith("/api/v1/") ? "/api/v1" : endpoint;
}
