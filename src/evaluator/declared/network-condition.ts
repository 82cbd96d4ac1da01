import type { ZoneId } from "../../model/ids.ts";
import type { LiveNetwork, NamedNetwork } from "../../model/network.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { listNames } from "../words/name-list.ts";

/** Okta's word for every zone, in place of an id (okta-api 4.2). */
export const allZones = "ALL_ZONES";

/** Whether a declared network condition can only be compared with the names of live zones at hand. */
export function namesZones(network: NamedNetwork): boolean {
  return network.kind !== "anywhere" && network.zones.some((zone) => zone !== allZones);
}

const inWords = (network: NamedNetwork): string =>
  network.kind === "anywhere" ? "ANYWHERE" : `${network.kind}: [${[...network.zones].sort().join(", ")}]`;

function named(network: LiveNetwork, nameOf: (id: ZoneId) => string): NamedNetwork {
  return network.kind === "anywhere"
    ? network
    : { kind: network.kind, zones: [...new Set(network.zoneIds.map(nameOf))] };
}

const comparable = (network: NamedNetwork): string =>
  network.kind === "anywhere"
    ? "ANYWHERE"
    : JSON.stringify([network.kind, ...new Set(network.zones.map((zone) => zone.normalize("NFC")).sort())]);

/** Result of comparing two network conditions. */
export interface NetworkComparison {
  readonly verdict: "same" | "different" | "undecided";
  /** Why it is undecided, as a clause; else null. */
  readonly uncertainty: string | null;
  /** As the baseline would write it: `ANYWHERE`, `in: [Corp]`. */
  readonly expected: string;
  readonly actual: string;
}

/** The first zone of a condition that is switched off: the condition reads as declared, and may not work. */
function zoneSwitchedOff(network: LiveNetwork, live: LiveIndex): string | null {
  const ids = network.kind === "anywhere" ? [] : network.zoneIds;
  const off = ids.map((id) => live.zone(id)).find((zone) => zone !== undefined && zone.status !== "ACTIVE");
  return off === undefined ? null : `zone "${off.name}" is ${off.status}`;
}

/** The first name of a condition that several zones bear: which one is meant cannot be told. */
function zoneOfManyNames(network: NamedNetwork, live: LiveIndex): string | null {
  for (const name of network.kind === "anywhere" ? [] : network.zones) {
    const ids = live.zonesNamed(name).map(({ id }) => id);
    if (ids.length > 1) return `${ids.length} zones are called "${name}" (${listNames(ids)})`;
  }
  return null;
}

const hasUnknownZone = (network: LiveNetwork, live: LiveIndex): boolean =>
  network.kind !== "anywhere" && network.zoneIds.some((id) => live.zone(id) === undefined);

/**
 * Compares a declared network condition with a live one, zones by name and in any order. A live zone that no longer
 * exists equals no declared one and is named by its id. Undecided where the names of zones would have to be known, where
 * several zones bear a name, and where a zone is not ACTIVE: Okta should have deactivated the rule, and what it makes of one that it did not was not
 * verified against a live org.
 *
 * @param zonesAreWhole - whether all zones of the org are at hand
 */
export function compareNetworks(
  declared: NamedNetwork,
  network: LiveNetwork,
  live: LiveIndex,
  zonesAreWhole: boolean,
): NetworkComparison {
  const nameOf = (id: ZoneId): string => {
    if (id === allZones) return id;
    return live.zone(id)?.name ?? (zonesAreWhole ? `deleted zone ${id}` : id);
  };
  const actual = named(network, nameOf);
  const words = { expected: inWords(declared), actual: inWords(actual) };
  if (comparable(declared) === comparable(actual)) {
    const uncertainty = zoneOfManyNames(declared, live) ?? zoneSwitchedOff(network, live);
    return { verdict: uncertainty === null ? "same" : "undecided", uncertainty, ...words };
  }
  const byName = declared.kind === actual.kind && namesZones(declared) && namesZones(actual);
  return byName && !zonesAreWhole && hasUnknownZone(network, live)
    ? { verdict: "undecided", uncertainty: "the zones could not all be read by name", ...words }
    : { verdict: "different", uncertainty: null, ...words };
}
