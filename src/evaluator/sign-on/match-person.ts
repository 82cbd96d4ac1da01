import type { GroupId, UserId } from "../../model/ids.ts";
import type { LivePeople } from "../../model/live-sign-on.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { once } from "../live/once.ts";
import { whyPartial } from "../live/partly-read.ts";
import { type ExpressionContext, evaluateExpression } from "./expression/evaluate-expression.ts";
import { type Expression, parseExpression } from "./expression/parse-expression.ts";

/** Whether something holds of a person; `why` says what keeps it from being known, as a clause. */
export type Holds = { readonly answer: "yes" | "no" } | { readonly answer: "unknown"; readonly why: string };

export const holds: Holds = { answer: "yes" };
export const holdsNot: Holds = { answer: "no" };
export const notKnown = (why: string): Holds => ({ answer: "unknown", why });

/** All must hold: one that does not decides. */
export function allOf(those: readonly Holds[]): Holds {
  return (
    those.find(({ answer }) => answer === "no") ?? those.find(({ answer }) => answer === "unknown") ?? holds
  );
}

/** One is enough. */
export function anyOf(those: readonly Holds[]): Holds {
  return (
    those.find(({ answer }) => answer === "yes") ??
    those.find(({ answer }) => answer === "unknown") ??
    holdsNot
  );
}

const not = (one: Holds): Holds => (one.answer === "unknown" ? one : one.answer === "yes" ? holdsNot : holds);

/** Asks of people what sign-on rules ask. */
export interface PersonMatcher {
  inGroup(user: UserId, group: GroupId): Holds;
  /** All of the conditions: kinds of condition are joined by "and", entries of one list by "or" (sign-on 1.3). */
  meets(person: Person, people: LivePeople): Holds;
  /** @param paths - values of what is not the person's: `accessRequest.operation` */
  fulfils(person: Person, expression: string | null, paths?: ReadonlyMap<string, string>): Holds;
}

/** Prepares matching people of an org. */
export function personMatcher(org: OrgSnapshot, live: LiveIndex): PersonMatcher {
  const everyoneIsListed = org.slices.groups?.some((group) => live.isEveryone(group.id)) ?? false;
  const groupsAreWhole = everyoneIsListed && whyPartial("groups", org) === null;
  const parsed = once(parseExpression);

  const inGroup = (user: UserId, id: GroupId): Holds => {
    if (live.isEveryone(id)) return holds;
    const members = live.membersOf(id);
    if (members !== undefined) return members.has(user) ? holds : holdsNot;
    const group = live.group(id);
    if (group !== undefined) return notKnown(`the members of "${group.name}" were not read`);
    // A deleted group has no members; a reader who is not shown Everyone may not see this one either (okta-api 3.1).
    return groupsAreWhole ? holdsNot : notKnown(`group ${id} was not read`);
  };

  const ofType = ({ signOn }: Person, ids: readonly string[]): Holds => {
    if (signOn?.typeId == null) return notKnown("user types were not read");
    return ids.includes(signOn.typeId) ? holds : holdsNot;
  };

  const meets: PersonMatcher["meets"] = (person, people) => {
    const inAny = (ids: readonly GroupId[]) => anyOf(ids.map((id) => inGroup(person.id, id)));
    const isOne = (ids: readonly UserId[]) => (ids.includes(person.id) ? holds : holdsNot);
    const unlessEmpty = <Id>(ids: readonly Id[], ask: (ids: readonly Id[]) => Holds) =>
      ids.length === 0 ? holds : ask(ids);
    return allOf([
      unlessEmpty(people.userIds, isOne),
      not(isOne(people.exceptUserIds)),
      unlessEmpty(people.groupIds, inAny),
      unlessEmpty(people.exceptGroupIds, (ids) => not(inAny(ids))),
      unlessEmpty(people.userTypeIds, (ids) => ofType(person, ids)),
      unlessEmpty(people.exceptUserTypeIds, (ids) => not(ofType(person, ids))),
    ]);
  };

  const memberOf = (person: Person, named: ReadonlyMap<string, string>): boolean | undefined => {
    const id = named.get("group.id");
    const name = named.get("group.profile.name");
    const operator = named.get("operator") ?? "EXACT";
    if (name !== undefined && operator === "EXACT") {
      const ids = (org.slices.groups ?? [])
        .filter((group) => sameName(group.name, name))
        .map((one) => one.id);
      if (ids.length === 0 && !groupsAreWhole) return undefined;
      return answered(anyOf(ids.map((one) => inGroup(person.id, one))));
    }
    return id === undefined ? undefined : answered(inGroup(person.id, id as GroupId));
  };

  const contextOf = (person: Person, paths: ReadonlyMap<string, string>): ExpressionContext => ({
    valueOf: (path) => paths.get(path) ?? attributeOf(person, path),
    isMemberOf: (named) => memberOf(person, named),
  });

  return {
    inGroup,
    meets,
    fulfils: (person, expression, paths = noPaths) => {
      if (expression === null) return holds;
      const tree: Expression = parsed(expression);
      const value = evaluateExpression(tree, contextOf(person, paths));
      if (value === undefined) return notKnown(`its expression ${expression} is not understood`);
      return value ? holds : holdsNot;
    },
  };
}

const noPaths: ReadonlyMap<string, string> = new Map();

const answered = (one: Holds): boolean | undefined =>
  one.answer === "unknown" ? undefined : one.answer === "yes";

const profilePath = "user.profile.";

function attributeOf(person: Person, path: string): string | number | boolean | null | undefined {
  if (path === "user.status") return person.status;
  if (path === "user.id") return person.id;
  if (!path.startsWith(profilePath)) return undefined;
  const name = path.slice(profilePath.length);
  if (name === "login") return person.login;
  const profile = person.signOn?.profile ?? {};
  const value = Object.hasOwn(profile, name) ? profile[name] : undefined;
  return value === null || ["string", "number", "boolean"].includes(typeof value)
    ? (value as string | number | boolean | null)
    : undefined;
}
