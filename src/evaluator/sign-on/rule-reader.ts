import type { AppRule, PasswordRule, SessionRule } from "../../model/live-sign-on.ts";
import type { ZoneCondition } from "../effective-policy/reach.ts";
import type { ZoneReader } from "../effective-policy/zone-condition.ts";
import type { ContextCondition } from "./context.ts";
import { type Holds, holds, notKnown, type PersonMatcher } from "./match-person.ts";

/** Reads of a rule what does not hang on what kind of rule it is. */
export interface RuleReader {
  readonly matcher: PersonMatcher;
  /** Its network condition, and whether that can be decided. */
  networkOf(rule: AnyRule): { readonly condition: ZoneCondition; readonly decided: Holds };
  /** Whether all of its conditions are modelled. */
  modelled(rule: AnyRule): Holds;
}

type AnyRule = Pick<SessionRule | AppRule | PasswordRule, "name" | "network" | "unmodelled">;

/** Matches every sign-in. */
export const anySignIn: ContextCondition = {
  atoms: [],
  allows: () => true,
  asks: { platform: false, device: false, risk: false },
};

/** Paths of conditions decide whether a rule matches; those of actions, what it asks for. */
export const isOfActions = (path: string): boolean => path.startsWith("actions.");

/** Prepares reading rules of an org. */
export function ruleReader(matcher: PersonMatcher, zones: ZoneReader): RuleReader {
  return {
    matcher,
    networkOf: (rule) => {
      const condition = zones.conditionOf(rule);
      return condition.kind === "undecidable"
        ? { condition: { kind: "anywhere" }, decided: notKnown(condition.reason) }
        : { condition, decided: holds };
    },
    modelled: (rule) => {
      const path = rule.unmodelled.find((one) => !isOfActions(one));
      return path === undefined
        ? holds
        : notKnown(`rule "${rule.name}" has a condition that is not modelled: ${path}`);
    },
  };
}
