import type { Baseline } from "../../../src/model/baseline.ts";
import type { PackRule, Violation } from "../contract/pack-rule.ts";
import { withBaseline } from "../contract/with-baseline.ts";
import { declaredRule, ruleLabel } from "../inputs/declared.ts";
import { ruleShortcomings } from "../inputs/rule-comparison.ts";
import type { StackInputs } from "../inputs/stack-inputs.ts";

function* judge({ rules }: StackInputs, baseline: Baseline): Iterable<Violation> {
  for (const rule of rules) {
    const declared = declaredRule(rule, baseline);
    if (declared === null) continue;
    for (const shortcoming of ruleShortcomings(rule, declared)) {
      yield { urn: rule.urn, message: `${ruleLabel(rule)} ${shortcoming}.` };
    }
  }
}

export default {
  id: "enrollment-rule-not-weaker",
  title: "No enrollment rule is weaker than the baseline's rule of its name",
  level: "mandatory",
  severity: "critical",
  rationale:
    "The rule decides whether, where and for whom its policy takes effect: NEVER silences a REQUIRED authenticator, a " +
    "network or application condition or people left out let some fall through to the next policy. People and zones " +
    "are counted and not named, since a stack holds their ids.",
  remedy:
    "Set the rule as the baseline has it; if the change was meant, change the baseline and have it reviewed.",
  references: [
    "Okta API reference: Policies (MFA_ENROLL rules: actions.enroll, conditions.network, people and app)",
    "NIST SP 800-63B section 6.1, Authenticator Binding",
  ],
  readsBaseline: true,
  judgeStack: withBaseline(judge),
} satisfies PackRule;
