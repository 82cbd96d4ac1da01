import { existingPolicies } from "../src/evaluator/declared/declared-policy.ts";
import { liveRulesFor, ruleSubject } from "../src/evaluator/declared/declared-rule.ts";
import { ruleRef } from "../src/model/subject.ts";
import { ambiguousName } from "./ambiguous-name.ts";
import type { Check, FindingDraft } from "./contract/check.ts";
import { rulesUnread } from "./rules-unread.ts";

export default {
  id: "enrollment-rule-missing",
  about: "configuration",
  compares: "policies",
  title: "Every declared enrollment rule exists",
  severity: "critical",
  rationale:
    "A policy applies only where one of its active rules matches: without its rule, a policy that looks right is never " +
    "applied, and its people fall through to the next.",
  remedy:
    "Run `pulumi up --refresh` to make the rule again; if it was meant to go, take it out of the baseline.",
  references: [
    "Okta API reference: Policies (policy rules)",
    'Okta Developer: Policies (developer.okta.com/docs/concepts/policies): "Policies that have no Rules aren\'t considered"',
  ],
  needs: (baseline) =>
    baseline.enrollmentPolicies.some((policy) => policy.rules.length > 0) ? ["policies", "policy-rules"] : [],

  *evaluate(input): Generator<FindingDraft> {
    for (const policy of existingPolicies(input)) {
      const { declared, live } = policy;
      if (declared.rules.length === 0) continue;
      if (live.rules === null) {
        yield rulesUnread(policy);
        continue;
      }
      for (const rule of declared.rules) {
        const ids = liveRulesFor(rule, live.rules).map(({ id }) => id);
        if (ids.length > 1) yield ambiguousName(ruleRef(declared.name, rule.name), ids);
        if (ids.length > 0) continue;
        yield {
          subject: ruleSubject(policy, rule.name, null),
          field: null,
          expected: "present",
          actual: "absent",
          message: `Rule "${rule.name}" of enrollment policy "${declared.name}" does not exist; it should.`,
        };
      }
    }
  },
} satisfies Check;
