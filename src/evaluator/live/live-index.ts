import type { AppId, GroupId, UserId, UserTypeId, ZoneId } from "../../model/ids.ts";
import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { MappedApp, UserType } from "../../model/live-sign-on.ts";
import type { Group, GroupRule, OrgSlices, Person, Zone } from "../../model/snapshot.ts";
import { everyoneGroupName } from "../../model/words.ts";
import { lookUpIn, setOf } from "./people-lookups.ts";
import { plain } from "./plain-name.ts";

/**
 * Lookups over a snapshot by id and by name; names compare after NFC, logins also without regard to case. Okta keeps
 * names of few things unique (an imported group may bear the name of any other), so a name gives all that bear it, in an
 * order that does not depend on the one in which Okta lists them.
 */
export interface LiveIndex {
  groupsNamed(name: string): readonly Group[];
  group(id: GroupId): Group | undefined;
  isEveryone(id: GroupId): boolean;
  /** The one that is tried first comes first. */
  policiesNamed(name: string): readonly EnrollmentPolicy[];
  groupRulesNamed(name: string): readonly GroupRule[];
  person(id: UserId): Person | undefined;
  /** By id first, then by login. */
  personCalled(idOrLogin: string): Person | undefined;
  zone(id: ZoneId): Zone | undefined;
  zonesNamed(name: string): readonly Zone[];
  userType(id: UserTypeId): UserType | undefined;
  /** By the technical name or the one that Okta shows. */
  userTypesNamed(name: string): readonly UserType[];
  /** Where all applications were read: those that are shown. */
  app(id: AppId): MappedApp | undefined;
  appsLabelled(label: string): readonly MappedApp[];
  /** Members of a group, or undefined when they were not read. Everyone is never listed: ask `isEveryone`. */
  membersOf(id: GroupId): ReadonlySet<UserId> | undefined;
}

const byId = <Id extends string, Item extends { readonly id: Id }>(items: readonly Item[] | undefined) =>
  new Map((items ?? []).map((item) => [item.id, item] as const));

const byIdOf = (left: { readonly id: string }, right: { readonly id: string }): number =>
  left.id < right.id ? -1 : Number(left.id > right.id);

const isCalled =
  (sought: string) =>
  ({ name, displayName }: UserType): boolean =>
    [name, displayName].some((one) => plain(one) === plain(sought));

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Finds all things of a name, in order of their ids, or as `order` says. */
function byName<Item extends Named>(
  items: readonly Item[] | undefined,
  order: (left: Item, right: Item) => number = () => 0,
): (name: string) => readonly Item[] {
  const found = new Map<string, Item[]>();
  for (const item of items?.toSorted((left, right) => order(left, right) || byIdOf(left, right)) ?? []) {
    const name = plain(item.name);
    const others = found.get(name);
    if (others === undefined) found.set(name, [item]);
    else others.push(item);
  }
  return (name) => found.get(plain(name)) ?? [];
}

const nobody: readonly Person[] = [];

/** Builds the lookups once; a slice that was not read answers undefined to everything. */
export function indexLive(slices: OrgSlices): LiveIndex {
  const people = lookUpIn(slices.users?.people ?? nobody);
  const groups = byId(slices.groups);
  const zones = byId(slices.zones);
  const userTypes = byId(slices.userTypes);
  const apps = byId(slices.appMappings);
  const labelled = byName(slices.appMappings?.map(({ id, label }) => ({ id, name: label })));
  return {
    groupsNamed: byName(slices.groups),
    group: (id) => groups.get(id),
    isEveryone: (id) => {
      const group = groups.get(id);
      return group?.type === "BUILT_IN" && group.name === everyoneGroupName;
    },
    policiesNamed: byName(slices.policies, (left, right) => left.priority - right.priority),
    groupRulesNamed: byName(slices.groupRules),
    person: (id) => people.byId(id),
    personCalled: (idOrLogin) => people.byId(idOrLogin as UserId) ?? people.byLogin(idOrLogin),
    zone: (id) => zones.get(id),
    zonesNamed: byName(slices.zones),
    userType: (id) => userTypes.get(id),
    userTypesNamed: (name) => [...userTypes.values()].filter(isCalled(name)),
    app: (id) => apps.get(id),
    appsLabelled: (label) => labelled(label).flatMap(({ id }) => apps.get(id) ?? []),
    membersOf: (id) => {
      const members = slices.groupMembers?.[id];
      return members === undefined ? undefined : setOf(members);
    },
  };
}
