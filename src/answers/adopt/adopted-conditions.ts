import { isUserTypeId } from "../../evaluator/declared/declared-user-type.ts";
import type { GroupId, UserId, UserTypeId } from "../../model/ids.ts";
import type { UserType } from "../../model/live-sign-on.ts";
import type { LiveNetwork } from "../../model/network.ts";
import type { OrgSlices } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import { namesInUse } from "./adopted-names.ts";
import { inlineMap, noted, type Written } from "./yaml-nodes.ts";

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

/** User types by name, each with its id behind it, sorted; by id where a type was not read, or its name means another as well. */
export function userTypesOf(
  ids: readonly UserTypeId[],
  { userTypes = [] }: OrgSlices,
): readonly Written[] | undefined {
  const isMeant = ({ id, name }: UserType): boolean =>
    !isUserTypeId(name) &&
    namesInUse([{ name }]).canMean(name) &&
    userTypes.every(
      (one) => one.id === id || ![one.name, one.displayName].some((other) => sameName(other, name)),
    );
  const named = ids.map((id) => {
    const type = userTypes.find((one) => one.id === id);
    return type !== undefined && isMeant(type) ? { name: type.name, id } : { name: id, id: null };
  });
  const sorted = named.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  return sorted.length === 0
    ? undefined
    : sorted.map(({ name, id }) => (id === null ? name : noted(name, id)));
}
