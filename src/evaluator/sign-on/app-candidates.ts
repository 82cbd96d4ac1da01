import type { AppPolicy, AppRule } from "../../model/live-sign-on.ts";
import type { Person } from "../../model/snapshot.ts";
import { once } from "../live/once.ts";
import { appCondition } from "./context.ts";
import { allOf, notKnown } from "./match-person.ts";
import { inOrder } from "./policy-order.ts";
import { anySignIn, type RuleReader } from "./rule-reader.ts";
import { type Candidate, placed } from "./side.ts";

/** An app rule that is in effect; null where it is not known. */
export interface AppRef {
  readonly name: string;
  readonly rule: AppRule | null;
}

/** A policy always has a catch-all (sign-on, fact 2): without one, what takes whoever is left is not known. */
const nobodys: Candidate<AppRef> = {
  rule: { name: "no app rule", rule: null },
  condition: anySignIn,
  uncertainty: null,
  place: "end",
};

/** Prepares the rules of app policies that may be tried for a person. */
export function appCandidates({ matcher, networkOf, modelled }: RuleReader) {
  const ordered = once((policy: AppPolicy) => placed(policy.id, inOrder(policy.rules ?? [])));
  return (person: Person, policy: AppPolicy): readonly Candidate<AppRef>[] => {
    const found = ordered(policy).flatMap(({ rule, place }): readonly Candidate<AppRef>[] => {
      const { condition, decided } = networkOf(rule);
      const fulfilled = matcher.fulfils(person, rule.expression);
      const all = allOf([
        matcher.meets(person, rule.people),
        fulfilled.answer === "unknown" ? notKnown(`rule "${rule.name}": ${fulfilled.why}`) : fulfilled,
        decided,
        modelled(rule),
      ]);
      if (all.answer === "no") return [];
      return [
        {
          rule: { name: rule.name, rule },
          condition: appCondition(rule, condition),
          uncertainty: all.answer === "unknown" ? all.why : null,
          place,
        },
      ];
    });
    return [...found, nobodys];
  };
}
