import { existingPolicies } from "../../src/evaluator/declared/declared-policy.ts";
import { liveRulesFor, ruleSubject } from "../../src/evaluator/declared/declared-rule.ts";
import {
  type LiveRule,
  type PolicyFamily,
  type PolicyPair,
  ruleWords,
  slicesOf,
} from "../../src/evaluator/declared/policy-family.ts";
import { ruleRef } from "../../src/model/subject.ts";
import { ambiguousName } from "../contract/ambiguous-name.ts";
import type { FindingDraft } from "../contract/check.ts";
import type { JudgedPart } from "./judged-part.ts";
import { rulesUnread } from "./rules-unread.ts";

function* missingIn(
  family: PolicyFamily,
  policy: PolicyPair,
  rules: readonly LiveRule[],
): Generator<FindingDraft> {
  const { declared } = policy;
  for (const rule of declared.rules) {
    const ids = liveRulesFor(family, rule, rules).map(({ id }) => id);
    if (ids.length > 1) yield ambiguousName(ruleRef(declared.name, rule.name), ids, "rules");
    if (ids.length > 0) continue;
    yield {
      subject: ruleSubject(policy, rule.name, null),
      field: null,
      expected: "present",
      actual: "absent",
      message: `${ruleWords(family, declared.name, rule.name)} does not exist; it should.`,
    };
  }
}

/** Finds declared rules of a family's policies that do not exist. */
export function ruleMissing(family: PolicyFamily): JudgedPart {
  return {
    severity: "critical",
    needs: (baseline) =>
      family.declaredIn(baseline).some(({ rules }) => rules.length > 0) ? slicesOf(family) : [],

    *evaluate(input): Generator<FindingDraft> {
      for (const policy of existingPolicies(family, input)) {
        const { declared, live } = policy;
        if (declared.rules.length === 0) continue;
        if (live.rules === null) yield rulesUnread(policy);
        else yield* missingIn(family, policy, live.rules);
      }
    },
  };
}
