import type { Baseline } from "../../../src/model/baseline.ts";
import type { PackRule, Violation } from "../contract/pack-rule.ts";
import { withBaseline } from "../contract/with-baseline.ts";
import { rulesCalled, signOnRuleLabel } from "../inputs/declared.ts";
import { appShortcomings, sessionShortcomings } from "../inputs/sign-on-comparison.ts";
import type { StackInputs } from "../inputs/stack-inputs.ts";

/** Shortcomings against the rule that may be meant: of several that bear the name, one that is met is enough. */
function leastOf<Rule>(
  rules: readonly Rule[],
  shortcomingsOf: (rule: Rule) => Iterable<string>,
): readonly string[] {
  const each = rules.map((rule) => [...shortcomingsOf(rule)]);
  return each.toSorted((left, right) => left.length - right.length)[0] ?? [];
}

function* judge({ sessionRules, appRules }: StackInputs, { signOn }: Baseline): Iterable<Violation> {
  for (const rule of sessionRules) {
    const declared = rulesCalled(signOn.sessionPolicies, rule);
    for (const shortcoming of leastOf(declared, (one) => sessionShortcomings(rule, one))) {
      yield { urn: rule.urn, message: `${signOnRuleLabel("Session rule", rule)} ${shortcoming}.` };
    }
  }
  for (const rule of appRules) {
    const declared = rulesCalled(signOn.appPolicies, rule);
    for (const shortcoming of leastOf(declared, (one) => appShortcomings(rule, one))) {
      yield { urn: rule.urn, message: `${signOnRuleLabel("App rule", rule)} ${shortcoming}.` };
    }
  }
}

export default {
  id: "sign-on-rule-not-weaker",
  title: "No session rule or app rule is weaker than the baseline's rule of its name",
  level: "mandatory",
  severity: "critical",
  rationale:
    "What people are asked for hangs on both rules: one that lets in whom the baseline keeps out, or asks for a factor less, " +
    "or more seldom, makes enrolled factors worth less. Constraints, networks and people of app rules are compared by the " +
    "check on the live org.",
  remedy:
    "Set the rule as the baseline has it; if the change was meant, change the baseline and have it reviewed.",
  references: [
    "Okta API reference: Policies (OKTA_SIGN_ON and ACCESS_POLICY rules)",
    "Okta Developer: Configure a global session policy and an app sign-in policy (guides/configure-signon-policy)",
    "NIST SP 800-63B section 4.2.1",
  ],
  readsBaseline: true,
  judgeStack: withBaseline(judge),
} satisfies PackRule;
