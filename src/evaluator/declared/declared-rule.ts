import type { BaselineRule } from "../../model/baseline.ts";
import type { EnrollmentRule } from "../../model/snapshot.ts";
import { ruleRef, type Subject } from "../../model/subject.ts";
import { sameName } from "../../model/words.ts";
import type { PolicyPair } from "./declared-policy.ts";

/** A declared rule with the live one of its name. */
export interface RulePair {
  readonly declared: BaselineRule;
  readonly live: EnrollmentRule;
}

/** The live rules of a policy that a declared one may mean, the one that is tried first leading. */
export function liveRulesFor(
  declared: BaselineRule,
  rules: readonly EnrollmentRule[],
): readonly EnrollmentRule[] {
  return rules
    .filter((rule) => !rule.system && sameName(rule.name, declared.name))
    .toSorted((left, right) => left.priority - right.priority);
}

/**
 * The live rule that a declared one is compared with. Where several bear the name it is the one that is tried first, and
 * enrollment-rule-missing says that it may not be the one that is meant.
 */
export function liveRuleFor(
  declared: BaselineRule,
  rules: readonly EnrollmentRule[],
): EnrollmentRule | undefined {
  return liveRulesFor(declared, rules)[0];
}

/** The declared rules of a policy that exist, in declared order. */
export function existingRules({ declared }: PolicyPair, rules: readonly EnrollmentRule[]): RulePair[] {
  return declared.rules.flatMap((rule) => {
    const live = liveRuleFor(rule, rules);
    return live === undefined ? [] : [{ declared: rule, live }];
  });
}

/** A rule as the subject of a finding: `Policy / Rule`. */
export function ruleSubject(policy: PolicyPair, name: string, id: string | null): Subject {
  return { ...ruleRef(policy.declared.name, name), id };
}
