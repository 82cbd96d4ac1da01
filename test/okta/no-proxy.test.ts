import { expect, it } from "vitest";
import { bypassesProxy } from "../../src/okta/transport/no-proxy.ts";

it.each([
  ["http://127.0.0.1:8080", "", true],
  ["http://localhost:8080", "", true],
  ["http://[::1]:8080", "", true],
  ["https://acme.okta.com", "", false],
  ["https://acme.okta.com", "*", true],
  ["https://acme.okta.com", "acme.okta.com", true],
  ["https://acme.okta.com", "ACME.okta.com", true],
  ["https://acme.okta.com", "okta.com", true],
  ["https://acme.okta.com", ".okta.com", true],
  ["https://acme.okta.com", "*.okta.com", true],
  ["https://acme.okta.com", "acme.okta.com:443", true],
  ["https://acme.okta.com", "acme.okta.com:8443", false],
  ["https://acme.okta.com:8443", "acme.okta.com:8443", true],
  ["https://acme.okta.com", "localhost, 10.0.0.1 ,acme.okta.com", true],
  ["https://acme.okta.com", "notokta.com,ta.com", false],
  ["https://acme.okta.com", ",,.", false],
])("%s with NO_PROXY=%j: bypass %s", (orgUrl, noProxy, bypass) => {
  expect(bypassesProxy(orgUrl, noProxy)).toBe(bypass);
});
