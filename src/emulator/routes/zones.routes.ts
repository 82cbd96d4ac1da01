import { type ApiAnswer, type ApiCall, noContent, ok, param, routesWithScope } from "../call/api-call.ts";
import { pageAnswer, pageLimit } from "../call/paging.ts";
import { target } from "../log/log-events.ts";
import { deactivateRulesOf } from "../policies/zone-use.ts";
import { zoneFields, zoneView } from "../policies/zone-view.ts";
import { fieldFilter } from "../scim/field-filter.ts";
import type { EmulatedZone } from "../state/state.ts";
import { failure, invalid, notFound } from "../wire/api-failure.ts";
import { type JsonObject, stringAt } from "../wire/json.ts";

/** Network zones. */
export const zoneRoutes = routesWithScope("networkZones", [
  ["GET", "/zones", listZones],
  ["POST", "/zones", createZone],
  ["GET", "/zones/{zoneId}", (call) => ok(zoneView(givenZone(call), call.baseUrl))],
  ["PUT", "/zones/{zoneId}", updateZone],
  ["DELETE", "/zones/{zoneId}", deleteZone],
  ["POST", "/zones/{zoneId}/lifecycle/activate", (call) => setStatus(call, "ACTIVE")],
  ["POST", "/zones/{zoneId}/lifecycle/deactivate", (call) => setStatus(call, "INACTIVE")],
]);

function givenZone(call: ApiCall): EmulatedZone {
  const id = param(call, "zoneId");
  const zone = call.org.zones.get(id);
  if (zone === undefined) throw notFound(id, "NetworkZone");
  return zone;
}

function listZones(call: ApiCall): ApiAnswer {
  const fits = fieldFilter(call.query, ["id", "usage", "system"]);
  const zones = [...call.org.zones.after(call.query.get("after"))].filter((zone) =>
    fits(zoneView(zone, call.baseUrl)),
  );
  return pageAnswer(call, zones, pageLimit(call, 200, 200), (zone) => zoneView(zone, call.baseUrl));
}

const types: ReadonlySet<string> = new Set(["IP", "DYNAMIC", "DYNAMIC_V2"]);

/** @throws ApiFailure E0000001 without a name or with one that is taken, and for an unknown type */
function written(call: ApiCall, ownId: string | null) {
  const name = stringAt(call.body, "name") ?? "";
  const type = stringAt(call.body, "type") ?? "";
  if (name === "") throw invalid("name", "name: The field cannot be left blank");
  if (!types.has(type)) throw invalid("type", "type: Invalid network zone type.");
  if (call.org.zones.all().some((zone) => zone.name === name && zone.id !== ownId)) {
    throw invalid("name", "name: An object with this field already exists in the current organization");
  }
  const usage = stringAt(call.body, "usage") ?? "POLICY";
  return { name, type, usage, fields: zoneFields(type, call.body) };
}

function logZone(call: ApiCall, what: string, zone: EmulatedZone): void {
  call.log({ eventType: `zone.${what}`, targets: [target("NetworkZone", zone.id, zone.name)] });
}

function createZone(call: ApiCall): ApiAnswer {
  const zone: EmulatedZone = {
    ...written(call, null),
    id: call.org.ids.next("nzo"),
    // A new zone is ACTIVE whatever the body says, as recorded.
    status: "ACTIVE",
    system: false,
    created: call.now,
    lastUpdated: call.now,
  };
  call.org.zones.put(zone);
  logZone(call, "create", zone);
  return ok(zoneView(zone, call.baseUrl));
}

function updateZone(call: ApiCall): ApiAnswer {
  const before = givenZone(call);
  const after = written(call, before.id);
  const isInactive = call.body["status"] === "INACTIVE";
  const zone: EmulatedZone = {
    ...before,
    ...after,
    fields: { ...systemFields(before), ...after.fields },
    status: isInactive ? "INACTIVE" : "ACTIVE",
    lastUpdated: call.now,
  };
  call.org.zones.put(zone);
  if (before.status === "ACTIVE" && isInactive) deactivateRulesOf(call, zone);
  logZone(call, "update", zone);
  if (before.usage !== zone.usage) {
    logZone(call, zone.usage === "BLOCKLIST" ? "make_blacklist" : "remove_blacklist", zone);
  }
  return ok(zoneView(zone, call.baseUrl));
}

/** Okta's own zones say what they are for, and a request cannot change it. */
function systemFields(zone: EmulatedZone): JsonObject {
  const kept = ["useAsBlackList", "useAsExemptList"].flatMap((name) => {
    const value = zone.fields[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(kept);
}

function deleteZone(call: ApiCall): ApiAnswer {
  const zone = givenZone(call);
  if (zone.system) throw failure(403, "E0000078", "The system zone cannot be deleted.");
  deactivateRulesOf(call, zone);
  call.org.zones.delete(zone.id);
  logZone(call, "delete", zone);
  return noContent;
}

function setStatus(call: ApiCall, status: EmulatedZone["status"]): ApiAnswer {
  const before = givenZone(call);
  const zone = { ...before, status, lastUpdated: call.now };
  call.org.zones.put(zone);
  if (before.status !== status) {
    if (status === "INACTIVE") deactivateRulesOf(call, zone);
    logZone(call, status === "ACTIVE" ? "activate" : "deactivate", zone);
  }
  return ok(zoneView(zone, call.baseUrl));
}
