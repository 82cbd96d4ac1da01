import type { BaselineRule } from "../../model/baseline.ts";
import type { Subject } from "../../model/report.ts";
import type { EnrollmentRule } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import type { PolicyPair } from "./declared-policy.ts";

/** A declared rule with the live one of its name. */
export interface RulePair {
  readonly declared: BaselineRule;
  readonly live: EnrollmentRule;
}

/** The live rule of a policy that a declared one means. */
export function liveRuleFor(
  declared: BaselineRule,
  rules: readonly EnrollmentRule[],
): EnrollmentRule | undefined {
  return rules.find((rule) => !rule.system && sameName(rule.name, declared.name));
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
  return { type: "policy-rule", id, name: `${policy.declared.name} / ${name}` };
}
