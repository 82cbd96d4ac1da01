import { expect, it } from "vitest";
import { endpointFamily } from "../../src/okta/transport/endpoint-family.ts";

it.each([
  ["/api/v1/users", "/api/v1/users"],
  ["/api/v1/users/{id}", "/api/v1/users/{id}"],
  ["/api/v1/users/{id}/factors", "/api/v1"],
  ["/api/v1/groups", "/api/v1/groups"],
  ["/api/v1/groups/{id}", "/api/v1/groups/{id}"],
  ["/api/v1/groups/{id}/users", "/api/v1/groups"],
  ["/api/v1/groups/rules", "/api/v1/groups"],
  ["/api/v1/apps/{id}/users", "/api/v1/apps"],
  ["/api/v1/policies", "/api/v1"],
  ["/oauth2/v1/token", "/oauth2/v1/token"],
  ["/.well-known/okta-organization", "/.well-known/okta-organization"],
])("%s is counted as %s", (endpoint, family) => {
  expect(endpointFamily(endpoint)).toBe(family);
});
