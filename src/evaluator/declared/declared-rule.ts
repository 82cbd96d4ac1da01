import { ruleRef, type Subject } from "../../model/subject.ts";
import { sameName } from "../../model/words.ts";
import type {
  DeclaredPolicy,
  DeclaredRule,
  LivePolicy,
  LiveRule,
  PolicyFamily,
  PolicyPair,
  RuleOf,
  RulePair,
} from "./policy-family.ts";

/** The live rules of a policy that a declared one may mean, the one that is tried first leading. */
export function liveRulesFor<Rule extends LiveRule>(
  family: Pick<PolicyFamily, "isOktas">,
  declared: DeclaredRule,
  rules: readonly Rule[],
): readonly Rule[] {
  return rules
    .filter((rule) => rule.system === family.isOktas(declared) && sameName(rule.name, declared.name))
    .toSorted((left, right) => left.priority - right.priority);
}

/**
 * The live rule that a declared one is compared with. Where several bear the name it is the one that is tried first, and
 * the family's check of missing rules says that it may not be the one that is meant.
 */
export function liveRuleFor<Rule extends LiveRule>(
  family: Pick<PolicyFamily, "isOktas">,
  declared: DeclaredRule,
  rules: readonly Rule[],
): Rule | undefined {
  return liveRulesFor(family, declared, rules)[0];
}

/** The declared rules of a policy that exist, in declared order. */
export function existingRules<Declared extends DeclaredPolicy, Live extends LivePolicy>(
  family: PolicyFamily<Declared, Live>,
  { declared, live }: PolicyPair<Declared, Live>,
): RulePair<RuleOf<Declared>, RuleOf<Live>>[] {
  const rules: readonly RuleOf<Live>[] = live.rules ?? [];
  return declared.rules.flatMap((rule: RuleOf<Declared>) => {
    const found = liveRuleFor(family, rule, rules);
    return found === undefined ? [] : [{ declared: rule, live: found }];
  });
}

/** A rule as the subject of a finding: `Policy / Rule`. */
export function ruleSubject(policy: PolicyPair, name: string, id: string | null): Subject {
  return { ...ruleRef(policy.declared.name, name), id };
}
