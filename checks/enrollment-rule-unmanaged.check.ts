import { existingPolicies, type PolicyPair } from "../src/evaluator/declared/declared-policy.ts";
import { existingRules, ruleSubject } from "../src/evaluator/declared/declared-rule.ts";
import type { EnrollmentRule } from "../src/model/snapshot.ts";
import type { Check, FindingDraft } from "./check.ts";
import { rulesUnread } from "./rules-unread.ts";

function* strangers(policy: PolicyPair, rules: readonly EnrollmentRule[]): Generator<FindingDraft> {
  const declared = existingRules(policy, rules).map(({ live }) => live);
  for (const rule of rules) {
    if (rule.system || declared.includes(rule)) continue;
    const after = declared.filter((one) => one.status === "ACTIVE" && rule.priority <= one.priority);
    // Equal numbers do not say which is tried first: the worse is taken.
    const first = rule.status === "ACTIVE" && after.length > 0;
    const [name, owner] = [rule.name, policy.declared.name];
    yield {
      subject: ruleSubject(policy, name, rule.id),
      field: null,
      severity: first ? "high" : "medium",
      expected: "absent",
      actual: rule.status,
      message: first
        ? `Rule "${name}" of enrollment policy "${owner}" is in no baseline and is tried before a declared rule; it should not exist.`
        : `Rule "${name}" of enrollment policy "${owner}" is in no baseline; it should not exist.`,
    };
  }
}

export default {
  id: "enrollment-rule-unmanaged",
  about: "configuration",
  compares: "policies",
  title: "Declared enrollment policies have no rules that nobody declared",
  severity: "medium",
  rationale:
    "The first rule that matches decides: one that says NEVER, put before the reviewed rule, turns a strict policy off " +
    "for everybody it matches. It is high when an active rule is tried before an active declared one. Okta's own " +
    "system rules never count.",
  remedy: "Delete the rule, or declare it in the baseline.",
  references: [
    "Okta API reference: Policies (policy rules)",
    "Okta Developer: Policies (developer.okta.com/docs/concepts/policies)",
    "NIST SP 800-53 CM-3, Configuration Change Control",
  ],
  needs: (baseline) =>
    baseline.unmanaged.enrollmentRules === "report" && baseline.enrollmentPolicies.length > 0
      ? ["policies", "policy-rules"]
      : [],

  *evaluate(input): Generator<FindingDraft> {
    if (input.baseline.unmanaged.enrollmentRules === "ignore") return;
    for (const policy of existingPolicies(input)) {
      if (policy.live.rules === null) yield rulesUnread(policy);
      else yield* strangers(policy, policy.live.rules);
    }
  },
} satisfies Check;
