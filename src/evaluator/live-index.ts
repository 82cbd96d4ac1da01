import type { GroupId, UserId, ZoneId } from "../model/ids.ts";
import type { EnrollmentPolicy, Group, GroupRule, OrgSlices, Person, Zone } from "../model/snapshot.ts";
import { everyoneGroupName } from "../model/words.ts";

/** Lookups over a snapshot by id and by name; names compare after NFC, logins also without regard to case. */
export interface LiveIndex {
  groupNamed(name: string): Group | undefined;
  group(id: GroupId): Group | undefined;
  isEveryone(id: GroupId): boolean;
  policyNamed(name: string): EnrollmentPolicy | undefined;
  groupRuleNamed(name: string): GroupRule | undefined;
  person(id: UserId): Person | undefined;
  /** By id first, then by login. */
  personCalled(idOrLogin: string): Person | undefined;
  zone(id: ZoneId): Zone | undefined;
  zoneNamed(name: string): Zone | undefined;
  /** Members of a group, or undefined when they were not read. Everyone is never listed: ask `isEveryone`. */
  membersOf(id: GroupId): ReadonlySet<UserId> | undefined;
}

// A directory group may bear the name of an Okta group: policies and baselines mean Okta's own first.
const groupTypeOrder: Readonly<Record<string, number>> = { BUILT_IN: 0, OKTA_GROUP: 1 };

const plain = (name: string): string => name.normalize("NFC");

const byId = <Id extends string, Item extends { readonly id: Id }>(items: readonly Item[] | undefined) =>
  new Map((items ?? []).map((item) => [item.id, item] as const));

const byIdOf = (left: { readonly id: string }, right: { readonly id: string }): number =>
  left.id < right.id ? -1 : Number(left.id > right.id);

const firstByName = <Item>(items: readonly Item[] | undefined, nameOf: (item: Item) => string) => {
  const found = new Map<string, Item>();
  for (const item of items ?? []) {
    const name = plain(nameOf(item));
    if (!found.has(name)) found.set(name, item);
  }
  return found;
};

/** Builds the lookups once; a slice that was not read answers undefined to everything. */
export function indexLive(slices: OrgSlices): LiveIndex {
  const people = slices.users?.people;
  const groups = byId(slices.groups);
  const zones = byId(slices.zones);
  const personById = byId(people);
  const personByLogin = firstByName(people, (person) => person.login.toLowerCase());
  const rank = (group: Group): number => groupTypeOrder[group.type] ?? 2;
  // Where two bear one name, the answer must not depend on the order in which Okta lists them.
  const groupsByName = firstByName(
    slices.groups?.toSorted((left, right) => rank(left) - rank(right) || byIdOf(left, right)),
    (group) => group.name,
  );
  const policiesByName = firstByName(
    slices.policies?.toSorted((left, right) => left.priority - right.priority || byIdOf(left, right)),
    (policy) => policy.name,
  );
  const rulesByName = firstByName(slices.groupRules, (rule) => rule.name);
  const zonesByName = firstByName(slices.zones, (zone) => zone.name);
  const memberSets = new Map<GroupId, ReadonlySet<UserId>>();
  return {
    groupNamed: (name) => groupsByName.get(plain(name)),
    group: (id) => groups.get(id),
    isEveryone: (id) => {
      const group = groups.get(id);
      return group?.type === "BUILT_IN" && group.name === everyoneGroupName;
    },
    policyNamed: (name) => policiesByName.get(plain(name)),
    groupRuleNamed: (name) => rulesByName.get(plain(name)),
    person: (id) => personById.get(id),
    personCalled: (idOrLogin) =>
      personById.get(idOrLogin as UserId) ?? personByLogin.get(plain(idOrLogin.toLowerCase())),
    zone: (id) => zones.get(id),
    zoneNamed: (name) => zonesByName.get(plain(name)),
    membersOf: (id) => {
      const known = memberSets.get(id);
      if (known !== undefined) return known;
      const members = slices.groupMembers?.[id];
      if (members === undefined) return undefined;
      const set = new Set(members);
      memberSets.set(id, set);
      return set;
    },
  };
}
