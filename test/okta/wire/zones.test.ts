import { expect, it } from "vitest";
import { toZone, wireZone } from "../../../src/okta/wire/org-parts.ts";

const read = (fields: object) =>
  toZone(wireZone.parse({ id: "nzo1", name: "Blocked", status: "ACTIVE", usage: "BLOCKLIST", ...fields }))
    .traits;

const nothing = { usage: "BLOCKLIST", hasAddresses: false, services: [], exceptServices: [], narrowedBy: [] };

// Okta's OpenAPI document: IPNetworkZone, DynamicNetworkZone, EnhancedDynamicNetworkZone.
it.each([
  [
    "a list of addresses",
    { type: "IP", gateways: [{ type: "CIDR", value: "203.0.113.0/24" }], proxies: null },
    { type: "IP", hasAddresses: true },
  ],
  [
    "any kind of address",
    { type: "DYNAMIC", proxyType: "null", locations: null, asns: [] },
    { type: "DYNAMIC" },
  ],
  ["no kind of address", { type: "DYNAMIC", proxyType: "" }, { type: "DYNAMIC" }],
  ["any proxy", { type: "DYNAMIC", proxyType: "Any" }, { type: "DYNAMIC", services: ["ALL_ANONYMIZERS"] }],
  ["one kind of proxy", { type: "DYNAMIC", proxyType: "Tor" }, { type: "DYNAMIC", services: ["Tor"] }],
  [
    "any proxy of one country",
    { type: "DYNAMIC", proxyType: "Any", locations: [{ country: "RU", region: null }] },
    { type: "DYNAMIC", services: ["ALL_ANONYMIZERS"], narrowedBy: ["locations"] },
  ],
  [
    "services, but for some, of all locations and networks",
    {
      type: "DYNAMIC_V2",
      locations: { include: [], exclude: [] },
      asns: { include: [], exclude: [] },
      ipServiceCategories: { include: ["ALL_ANONYMIZERS"], exclude: ["NORD_VPN"] },
    },
    { type: "DYNAMIC_V2", services: ["ALL_ANONYMIZERS"], exceptServices: ["NORD_VPN"] },
  ],
  [
    "services outside a country and a network",
    {
      type: "DYNAMIC_V2",
      locations: { exclude: [{ country: "US" }] },
      asns: { exclude: ["23457"] },
      ipServiceCategories: { include: ["ALL_ANONYMIZERS"] },
    },
    { type: "DYNAMIC_V2", services: ["ALL_ANONYMIZERS"], narrowedBy: ["locations", "asns"] },
  ],
])("reads a zone of %s", (_, fields, traits) => {
  expect(read(fields)).toEqual({ ...nothing, ...traits });
});
