import type { ZoneId } from "../../model/ids.ts";
import type { EnrollmentRule } from "../../model/live-enrollment.ts";
import type { LiveNetwork } from "../../model/network.ts";
import type { OrgSlices } from "../../model/snapshot.ts";
import { listNames } from "../words/name-list.ts";
import type { ZoneCondition } from "./reach.ts";

/** Okta's word for every zone of the org; it stands alone in a condition (okta-api 4.2). */
const allZones = "ALL_ZONES";

// Stands for the zones of an org whose zones were not read: an address can be in one that no rule names.
const someOtherZone = "a zone that was not read" as ZoneId;

/** Rules' network conditions as sets of zones. */
export interface ZoneReader {
  /** The condition, or why it cannot be decided. */
  conditionOf(
    rule: Pick<EnrollmentRule, "name" | "network">,
  ): ZoneCondition | { readonly kind: "undecidable"; readonly reason: string };
  /** `in Corp`, `outside Corp and HQ`, `in any zone`; null for anywhere. */
  describe(network: LiveNetwork): string | null;
}

const zonesNamed = (network: LiveNetwork): readonly ZoneId[] =>
  network.kind === "anywhere" ? [] : network.zoneIds;

const isAllZones = (id: ZoneId): boolean => id === allZones;

interface RuledPolicy {
  readonly rules: readonly { readonly network: LiveNetwork }[] | null;
}

function everyZone(slices: OrgSlices): ReadonlySet<ZoneId> {
  if (slices.zones !== undefined) {
    return new Set(slices.zones.filter((zone) => zone.status === "ACTIVE").map((zone) => zone.id));
  }
  const { policies = [], sessionPolicies = [], appPolicies = [], passwordPolicies = [] } = slices;
  const all: readonly RuledPolicy[] = [...policies, ...sessionPolicies, ...appPolicies, ...passwordPolicies];
  const named = all.flatMap(({ rules }) => (rules ?? []).flatMap(({ network }) => zonesNamed(network)));
  return new Set([...named.filter((id) => !isAllZones(id)), someOtherZone]);
}

/**
 * Reads network conditions against the org's zones. Where zones were not read, a zone that a rule names is taken to
 * exist. One that was deleted or switched off should have taken its rule with it (Okta deactivates such rules), so
 * a rule that still names it is undecidable: what Okta does then was not verified against a live org.
 */
export function readZones(slices: OrgSlices): ZoneReader {
  const every = everyZone(slices);
  const known = new Map(slices.zones?.map((zone) => [zone.id, zone]));
  const unusable = (id: ZoneId): string | null => {
    if (slices.zones === undefined || isAllZones(id)) return null;
    const zone = known.get(id);
    if (zone === undefined) return `zone ${id} does not exist`;
    return zone.status === "ACTIVE" ? null : `zone "${zone.name}" is ${zone.status}`;
  };
  const nameOf = (id: ZoneId): string => (isAllZones(id) ? "any zone" : (known.get(id)?.name ?? id));
  return {
    conditionOf: ({ name, network }) => {
      if (network.kind === "anywhere") return { kind: "anywhere" };
      const reason = network.zoneIds.map(unusable).find((found) => found !== null) ?? null;
      if (reason !== null) return { kind: "undecidable", reason: `rule "${name}": ${reason}` };
      const zones = network.zoneIds.some(isAllZones) ? every : new Set(network.zoneIds);
      return { kind: network.kind, zones };
    },
    describe: (network) =>
      network.kind === "anywhere"
        ? null
        : `${network.kind === "in" ? "in" : "outside"} ${listNames(network.zoneIds.map(nameOf))}`,
  };
}
