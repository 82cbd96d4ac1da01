import type { UserId, ZoneId } from "../../model/ids.ts";
import type { LiveNetwork, NamedNetwork } from "../../model/network.ts";
import type { FindingValue } from "../../model/report.ts";
import type { ComparedOrg } from "../live/compared-org.ts";
import { whyPartial } from "../live/partly-read.ts";
import { listNames } from "../words/name-list.ts";
import { comparePeople } from "./listed-people.ts";
import { allZones, compareNetworks } from "./network-condition.ts";
import type { DeclaredRule, LiveRule, RuleDifference, RulePair } from "./policy-family.ts";

/** Compares one field of a rule. */
export type Compare<Declared extends DeclaredRule, Live extends LiveRule> = (
  rule: RulePair<Declared, Live>,
  input: ComparedOrg,
) => RuleDifference<Live> | null;

/** A field's live and declared value, where that is certain. */
export function departs<Live>(
  field: string,
  expected: FindingValue,
  actual: FindingValue,
  inWords: string,
  mended?: Live,
): RuleDifference<Live> {
  return { field, status: "open", expected, actual, inWords, ...(mended !== undefined && { mended }) };
}

/** A field's declared value, where the live one cannot be told. */
export function undecided(field: string, expected: FindingValue, inWords: string): RuleDifference<never> {
  return { field, status: "unknown", expected, actual: null, inWords };
}

export const compareStatus = <Live extends LiveRule>({
  live,
}: {
  readonly live: Live;
}): RuleDifference<Live> | null =>
  live.status === "ACTIVE"
    ? null
    : departs("status", "ACTIVE", live.status, `is ${live.status}; it should be ACTIVE`, {
        ...live,
        status: "ACTIVE",
      });

/** Compares whether a rule lets in whom it matches. */
export const compareAccess = <Live extends LiveRule & { readonly access: string }>({
  declared,
  live,
}: RulePair<DeclaredRule & { readonly access: string }, Live>): RuleDifference<Live> | null =>
  declared.access === live.access
    ? null
    : departs(
        "access",
        declared.access,
        live.access,
        `has the access ${live.access}; it should have ${declared.access}`,
        { ...live, access: declared.access },
      );

/** A declared condition by the ids of its zones; null where a name does not mean one zone. */
export function liveNetwork(network: NamedNetwork, { judgement: { live } }: ComparedOrg): LiveNetwork | null {
  if (network.kind === "anywhere") return network;
  const ids = network.zones.map((name) =>
    name === allZones ? [allZones as ZoneId] : live.zonesNamed(name).map(({ id }) => id),
  );
  return ids.every(({ length }) => length === 1) ? { kind: network.kind, zoneIds: ids.flat() } : null;
}

/** Compares network conditions, zones by name. */
export function compareNetwork<Live extends LiveRule>(
  { declared, live }: RulePair<DeclaredRule, Live>,
  input: ComparedOrg,
): RuleDifference<Live> | null {
  const { org, judgement } = input;
  const areWhole = org.slices.zones !== undefined && whyPartial("zones", org) === null;
  const compared = compareNetworks(declared.network, live.network, judgement.live, areWhole);
  const { verdict, uncertainty, expected, actual } = compared;
  if (verdict === "same") return null;
  if (uncertainty !== null) {
    return undecided(
      "network",
      expected,
      `could not be compared in its network, which should be ${expected}: ${uncertainty}`,
    );
  }
  const network = liveNetwork(declared.network, input);
  const words = `applies to network ${actual}; it should apply to ${expected}`;
  return departs("network", expected, actual, words, network === null ? undefined : { ...live, network });
}

/** Compares the people whom a rule leaves out, by login. */
export function compareExceptUsers<Live extends LiveRule & { readonly excludedUserIds: readonly UserId[] }>(
  { declared, live }: RulePair<DeclaredRule & { readonly exceptUsers: readonly string[] }, Live>,
  input: ComparedOrg,
): RuleDifference<Live> | null {
  const difference = comparePeople(declared.exceptUsers, live.excludedUserIds, input);
  if (difference === null) return null;
  const ids = declared.exceptUsers.flatMap((user) => input.judgement.live.personCalled(user)?.id ?? []);
  return { field: "exceptUsers", ...difference, mended: { ...live, excludedUserIds: ids } };
}

/** Names what a rule has and we do not model. */
export function nameUnmodelled(
  paths: readonly string[],
  areConditions: boolean,
): RuleDifference<never> | null {
  if (paths.length === 0) return null;
  const actual = [...paths].sort();
  return {
    field: null,
    status: "unknown",
    expected: null,
    actual,
    inWords: `has ${areConditions ? "conditions" : "parts"} that cannot be judged (${listNames(actual)}); it should have none`,
  };
}
