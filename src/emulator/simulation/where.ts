import { BlockList, isIP } from "node:net";
import type { EmulatedZone } from "../state/state.ts";
import { asList, asStrings, type Json, type JsonObject, stringAt } from "../wire/json.ts";
import { all, any, known, not, type Outcome } from "./outcome.ts";
import type { Situation } from "./situation.ts";

/** Whether the sign-in comes from where a rule asks for; without an address and zones that is open. */
export function comesFrom(network: JsonObject, situation: Situation): Outcome | null {
  const connection = stringAt(network, "connection") ?? "ANYWHERE";
  if (connection === "ANYWHERE") return null;
  if (connection !== "ZONE") return "UNDEFINED";
  const inOneOf = (list: Json | undefined) => any(asStrings(list).map((id) => isIn(id, situation)));
  const include = asList(network["include"]).length === 0 ? "MATCH" : inOneOf(network["include"]);
  return all([include, not(inOneOf(network["exclude"]))]);
}

function isIn(zoneId: string, situation: Situation): Outcome {
  if (zoneId === "ALL_ZONES") {
    return any(situation.org.zones.all().map(({ id }) => isIn(id, situation)));
  }
  if (situation.zoneIds !== null) return known(situation.zoneIds.has(zoneId));
  if (situation.ip === null) return "UNDEFINED";
  const zone = situation.org.zones.get(zoneId);
  if (zone === undefined || zone.status === "INACTIVE") return "NOT_MATCH";
  // Where an address is, and who runs its network, is nothing that the emulator knows.
  return zone.type === "IP" ? known(holds(zone, situation.ip)) : "UNDEFINED";
}

function holds(zone: EmulatedZone, ip: string): boolean {
  const addresses = new BlockList();
  for (const gateway of asList(zone.fields["gateways"])) {
    addAddresses(addresses, stringAt(gateway, "type") ?? "", stringAt(gateway, "value") ?? "");
  }
  return addresses.check(ip, familyOf(ip));
}

const familyOf = (ip: string): "ipv4" | "ipv6" => (isIP(ip) === 6 ? "ipv6" : "ipv4");

function addAddresses(addresses: BlockList, type: string, value: string): void {
  if (type === "CIDR") {
    const [net = "", prefix = ""] = value.split("/");
    addresses.addSubnet(net, Number(prefix), familyOf(net));
    return;
  }
  const [first = "", last = first] = value.split("-");
  addresses.addRange(first, last, familyOf(first));
}
