import type { EmulatedZone } from "../state/state.ts";
import { asList, asObject, isJsonObject, type Json, type JsonObject, stringAt } from "../wire/json.ts";

/** A network zone as Okta shows it. */
export function zoneView(zone: EmulatedZone, baseUrl: string): JsonObject {
  const self = `${baseUrl}/api/v1/zones/${zone.id}`;
  const lifecycle = zone.status === "ACTIVE" ? "deactivate" : "activate";
  return {
    type: zone.type,
    id: zone.id,
    name: zone.name,
    status: zone.status,
    usage: zone.usage,
    created: zone.created,
    lastUpdated: zone.lastUpdated,
    system: zone.system,
    ...zone.fields,
    _links: {
      self: { href: self, hints: { allow: ["GET", "PUT", "DELETE"] } },
      [lifecycle]: { href: `${self}/lifecycle/${lifecycle}`, hints: { allow: ["POST"] } },
    },
  };
}

/** Fields that a zone of a type keeps of a request, in the form in which the server gives them back. */
export function zoneFields(type: string, body: JsonObject): JsonObject {
  switch (type) {
    case "IP":
      return { gateways: addresses(body["gateways"]), proxies: addresses(body["proxies"]) };
    case "DYNAMIC":
      return {
        locations: Array.isArray(body["locations"]) ? sortedLocations(body["locations"]) : null,
        proxyType: stringAt(body, "proxyType") ?? "",
        ...(asList(body["asns"]).length > 0 ? { asns: body["asns"] } : {}),
      };
    default:
      return {
        locations: bothLists(body["locations"], sortedLocations),
        ipServiceCategories: bothLists(body["ipServiceCategories"], asList),
        asns: bothLists(body["asns"], asList),
      };
  }
}

function bothLists(written: Json | undefined, form: (list: unknown) => readonly Json[]): JsonObject {
  const lists = asObject(written);
  return { include: form(lists["include"]), exclude: form(lists["exclude"]) };
}

/** A single address of a RANGE comes back as a range from it to itself. */
function addresses(written: Json | undefined): readonly Json[] | null {
  const list = asList(written).filter(isJsonObject);
  if (list.length === 0) return null;
  return list.map((address) => {
    const value = stringAt(address, "value") ?? "";
    const isSingle = address["type"] === "RANGE" && !value.includes("-");
    return isSingle ? { ...address, value: `${value}-${value}` } : address;
  });
}

/** Locations come back in the order of their countries, with a region of null where there is none. */
function sortedLocations(written: unknown): readonly Json[] {
  const locations = asList(written).filter(isJsonObject);
  const country = (location: JsonObject) => stringAt(location, "country") ?? "";
  return locations
    .map((location) => ({ region: null, ...location }))
    .sort((a, b) => (country(a) < country(b) ? -1 : country(a) > country(b) ? 1 : 0));
}
