import type { NamedNetwork } from "../src/model/network.ts";
import { idsOf, type OrgIds } from "./org-ids.ts";

/** A rule's network as the provider's rules of every kind take it. */
export function networkCondition(network: NamedNetwork, { zones }: Pick<OrgIds, "zones">) {
  switch (network.kind) {
    case "anywhere":
      return { networkConnection: "ANYWHERE" };
    case "in":
      return { networkConnection: "ZONE", networkIncludes: idsOf(network.zones, zones) };
    case "notIn":
      return { networkConnection: "ZONE", networkExcludes: idsOf(network.zones, zones) };
  }
}
