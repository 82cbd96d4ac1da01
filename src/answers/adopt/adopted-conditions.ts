import type { GroupId, UserId } from "../../model/ids.ts";
import type { LiveNetwork } from "../../model/network.ts";
import type { OrgSlices } from "../../model/snapshot.ts";
import { namesInUse } from "./adopted-names.ts";
import { inlineMap, type Written } from "./yaml-nodes.ts";

/** The network condition by names of zones; null where one cannot be named. */
export function writtenNetwork(network: LiveNetwork, { zones = [] }: OrgSlices): Written | null {
  if (network.kind === "anywhere") return "ANYWHERE";
  const unique = namesInUse(zones);
  const names = network.zoneIds.map((id) => zones.find((zone) => zone.id === id)?.name);
  const named = names.filter((name) => name !== undefined && unique.canMean(name)) as readonly string[];
  return named.length < network.zoneIds.length ? null : inlineMap({ [network.kind]: named });
}

/** Logins, sorted; an id stands for somebody who is not shown. */
export const loginsOf = (ids: readonly UserId[], { users }: OrgSlices): readonly string[] =>
  ids.map((id) => users?.people.find((person) => person.id === id)?.login ?? id).sort();

/** Names of groups, sorted; null where one of them cannot be named. */
export function groupNamesOf(ids: readonly GroupId[], { groups = [] }: OrgSlices): readonly string[] | null {
  const unique = namesInUse(groups);
  const names = ids.map((id) => groups.find((group) => group.id === id)?.name);
  const named = names.filter((name) => name !== undefined && unique.canMean(name)) as readonly string[];
  return named.length < ids.length ? null : [...named].sort();
}

/** The list, or nothing to write where it is empty. */
export const unlessEmpty = (list: readonly string[]): readonly string[] | undefined =>
  list.length === 0 ? undefined : list;
