import { asStrings, fieldAt, type JsonObject, stringAt } from "../wire/json.ts";
import { all, type Judged, known, not, type Outcome } from "./outcome.ts";
import type { Situation } from "./situation.ts";

/**
 * The lists of people that a rule or policy is for or leaves out. Of groups given in place of a person no user is
 * known, and nobody in particular is taken to be left out by name.
 */
export function judgePeople(people: JsonObject, { user, groupIds }: Situation): readonly Judged[] {
  const isUser = (ids: readonly string[]): Outcome =>
    user === null ? "UNDEFINED" : known(ids.includes(user.id));
  const isMember = (ids: readonly string[]): Outcome => known(ids.some((id) => groupIds.has(id)));
  const lists = [
    { path: ["users", "include"], judge: isUser },
    { path: ["groups", "include"], judge: isMember },
    {
      path: ["users", "exclude"],
      judge: (ids: readonly string[]) => known(!(user !== null && ids.includes(user.id))),
    },
    { path: ["groups", "exclude"], judge: (ids: readonly string[]) => not(isMember(ids)) },
  ];
  return lists.flatMap(({ path, judge }) => {
    const ids = asStrings(fieldAt(people, ...path));
    return ids.length === 0 ? [] : [{ type: ["people", ...path].join("."), status: judge(ids) }];
  });
}

/** Whether the person's type is one that a rule is for; everybody in the emulator is of the one type of the org. */
export function isOfType(types: JsonObject, { org, user }: Situation): Outcome | null {
  const [include, exclude] = [asStrings(types["include"]), asStrings(types["exclude"])];
  if (include.length + exclude.length === 0) return null;
  if (user === null) return "UNDEFINED";
  const { userTypeId } = org.initial.org;
  return known((include.length === 0 || include.includes(userTypeId)) && !exclude.includes(userTypeId));
}

/** Who vouches for the person: Okta, or a provider of which the emulator does not know which one it is. */
export function comesBy(asked: JsonObject, { user }: Situation): Outcome | null {
  const provider = stringAt(asked, "provider") ?? "ANY";
  if (provider === "ANY") return null;
  if (user === null) return "UNDEFINED";
  const isForeign = ["FEDERATION", "SOCIAL"].includes(user.provider);
  if (provider === "OKTA") return known(!isForeign);
  return isForeign ? "UNDEFINED" : "NOT_MATCH";
}

const comparison = /^user\.profile\.(\w+)\s*(==|!=)\s*(["'])([^"']*)\3$/;

/** Judges a person by comparisons of their profile joined by `&&`; any other term is undefined. */
export function satisfies(expression: string, { user }: Situation): Outcome {
  const terms = expression.split("&&").map((term) => comparison.exec(term.trim()));
  return all(
    terms.map((term) => {
      if (term === null || user === null) return "UNDEFINED";
      const [, attribute = "", operator, , value] = term;
      return known((user.profile[attribute] === value) === (operator === "=="));
    }),
  );
}
