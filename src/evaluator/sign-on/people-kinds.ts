import type { GroupId, UserId } from "../../model/ids.ts";
import type { LivePeople, SignOnTraits } from "../../model/live-sign-on.ts";
import type { OrgSlices, Person } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { once } from "../live/once.ts";
import { numberPeople } from "../people/number-people.ts";
import { groupsInExpression } from "./expression/groups-in-expression.ts";

/** Attributes of a person that no two people share. */
const ofOnePerson = /\buser\.(?:id|profile\.login)\b/u;
const ofStatus = /\buser\.status\b/u;

type Policies = Pick<OrgSlices, "sessionPolicies" | "appPolicies" | "passwordPolicies" | "groups">;

/** Traits that set people apart for sign-on rules: groups, and lists of people that rules mean or leave out. */
function dividers(slices: Policies): {
  readonly groups: ReadonlySet<GroupId>;
  readonly lists: readonly (readonly UserId[])[];
  readonly expressions: readonly string[];
} {
  const { sessionPolicies = [], appPolicies = [], passwordPolicies = [] } = slices;
  const sessionRules = sessionPolicies.flatMap(({ rules }) => rules ?? []);
  const appRules = appPolicies.flatMap(({ rules }) => rules ?? []);
  const people: readonly LivePeople[] = [
    ...appRules.map((rule) => rule.people),
    ...passwordPolicies.flatMap(({ rules }) => rules ?? []).map((rule) => rule.people),
  ];
  const expressions = appRules.flatMap(({ expression }) => expression ?? []);
  const named = expressions.flatMap((one) => groupsInExpression(one));
  const isNamed = (id: string, name: string) =>
    named.some((one) => one.id === id || (one.name !== null && sameName(one.name, name)));
  return {
    groups: new Set([
      ...sessionPolicies.flatMap(({ groupIds }) => groupIds),
      ...passwordPolicies.flatMap(({ groupIds }) => groupIds),
      ...people.flatMap(({ groupIds, exceptGroupIds }) => [...groupIds, ...exceptGroupIds]),
      ...(slices.groups ?? []).filter(({ id, name }) => isNamed(id, name)).map(({ id }) => id),
    ]),
    lists: [
      ...sessionRules.map(({ excludedUserIds }) => excludedUserIds),
      ...people.flatMap(({ userIds, exceptUserIds }) => [userIds, exceptUserIds]),
    ].filter((list) => list.length > 0),
    expressions,
  };
}

/** Traits that set people apart, as a text: where it is the same for two orgs, so are the kinds of their people. */
export function whatDivides(slices: Policies): string {
  const { groups, lists, expressions } = dividers(slices);
  const inOrder = [
    [...groups].sort(),
    lists.map((list) => list.toSorted()).toSorted(),
    expressions.toSorted(),
  ];
  return JSON.stringify(inOrder);
}

/** Names the kind of a person: people of one kind are the same to every sign-on rule. */
export function peopleKinds(slices: Policies, live: LiveIndex): (person: Person) => string {
  const { groups, lists, expressions } = dividers(slices);
  const numbers = numberPeople();
  for (const group of groups) if (!live.isEveryone(group)) numbers.setApart(live.membersOf(group) ?? []);
  for (const list of lists) numbers.setApart(new Set(list));
  const isEachOwn = expressions.some((one) => ofOnePerson.test(one));
  const asksStatus = expressions.some((one) => ofStatus.test(one));
  // A reading shares one object among those who are alike; a snapshot that was saved has one for each person.
  const traits = new Map<string, number>();
  const numberOf = once((those: SignOnTraits | undefined): number => {
    const content = those === undefined ? "" : JSON.stringify(those);
    const known = traits.get(content) ?? traits.size;
    traits.set(content, known);
    return known;
  });
  return ({ id, signOn, status }) =>
    isEachOwn ? id : `${numbers.numberOf(id)} ${numberOf(signOn)} ${asksStatus ? status : ""}`;
}
