import type { PeopleCondition } from "../../model/baseline-sign-on.ts";
import type { GroupId, UserId, UserTypeId } from "../../model/ids.ts";
import type { AppRule, LivePeople } from "../../model/live-sign-on.ts";
import { declaredGroupNamed, liveGroupsFor } from "../declared/declared-group.ts";
import { userTypesFor } from "../declared/declared-user-type.ts";
import { compareGroups } from "../declared/listed-groups.ts";
import {
  comparePeople,
  isOnlyFor,
  type ListDifference,
  type ListWords,
  leavesOut,
} from "../declared/listed-people.ts";
import type { RuleDifference } from "../declared/policy-family.ts";
import type { ComparedOrg } from "../live/compared-org.ts";
import type { CompareApp } from "./asked-differences.ts";
import { compareUserTypes } from "./listed-user-types.ts";

/** One list of a people condition: its name in a baseline and in a snapshot, and how it is compared. */
interface List {
  readonly field: keyof PeopleCondition;
  readonly live: keyof LivePeople;
  compare(declared: readonly string[], live: readonly string[], input: ComparedOrg): ListDifference | null;
  idsOf(declared: readonly string[], input: ComparedOrg): readonly string[];
}

const ofGroups = (field: keyof PeopleCondition, live: keyof LivePeople, words: ListWords): List => ({
  field,
  live,
  compare: (declared, ids, input) => compareGroups(declared, ids as readonly GroupId[], input, words),
  idsOf: (declared, { baseline, judgement }) =>
    declared.flatMap((name) =>
      liveGroupsFor(declaredGroupNamed(baseline, name), judgement.live).map(({ id }) => id),
    ),
});

const ofUsers = (field: keyof PeopleCondition, live: keyof LivePeople, words: ListWords): List => ({
  field,
  live,
  compare: (declared, ids, input) => comparePeople(declared, ids as readonly UserId[], input, words),
  idsOf: (declared, { judgement }) => declared.flatMap((user) => judgement.live.personCalled(user)?.id ?? []),
});

const ofTypes = (field: keyof PeopleCondition, live: keyof LivePeople, words: ListWords): List => ({
  field,
  live,
  compare: (declared, ids, input) => compareUserTypes(declared, ids as readonly UserTypeId[], input, words),
  // A type that is not there has nobody.
  idsOf: (declared, { judgement }) =>
    declared.flatMap((name) => {
      const ids = userTypesFor(name, judgement.live);
      return ids.length === 0 ? name : ids;
    }),
});

const lists: readonly List[] = [
  ofGroups("groups", "groupIds", isOnlyFor),
  ofGroups("exceptGroups", "exceptGroupIds", leavesOut),
  ofUsers("users", "userIds", isOnlyFor),
  ofUsers("exceptUsers", "exceptUserIds", leavesOut),
  ofTypes("userTypes", "userTypeIds", isOnlyFor),
  ofTypes("exceptUserTypes", "exceptUserTypeIds", leavesOut),
];

const comparing =
  ({ field, live: key, compare, idsOf }: List): CompareApp =>
  ({ declared, live }, input): RuleDifference<AppRule> | null => {
    const difference = compare(declared.people[field], live.people[key], input);
    if (difference === null) return null;
    const people: LivePeople = { ...live.people, [key]: idsOf(declared.people[field], input) };
    return { field: `people.${field}`, ...difference, mended: { ...live, people } };
  };

/** Whom a rule is for, list by list. */
export const comparesPeople: readonly CompareApp[] = lists.map(comparing);
