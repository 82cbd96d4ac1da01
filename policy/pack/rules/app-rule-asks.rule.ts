import type { Baseline } from "../../../src/model/baseline.ts";
import type { BaselineAppRule, BaselineConstraint } from "../../../src/model/baseline-sign-on.ts";
import type { PackRule, Violation } from "../contract/pack-rule.ts";
import { withBaseline } from "../contract/with-baseline.ts";
import { rulesCalled, signOnRuleLabel } from "../inputs/declared.ts";
import { isOnePhishableFactor } from "../inputs/one-factor.ts";
import type { StackInputs } from "../inputs/stack-inputs.ts";

function* judge({ appRules }: StackInputs, { signOn }: Baseline): Iterable<Violation> {
  for (const rule of appRules) {
    if (!isOnePhishableFactor(rule)) continue;
    if (rulesCalled(signOn.appPolicies, rule).some(asksForOne)) continue;
    yield {
      urn: rule.urn,
      message: `${signOnRuleLabel("App rule", rule)} lets people in with one factor that can be phished.`,
    };
  }
}

/** Whether the baseline itself has it so: reviewed, and judged for people by `plumbline check`. */
function asksForOne({ access, device, verification }: BaselineAppRule): boolean {
  if (access === "DENY" || device !== "ANY") return false;
  if (verification.kind === "chains") return verification.chains.some((steps) => steps.length === 1);
  const { factors, constraints } = verification;
  return factors === 1 && (constraints.length === 0 || !constraints.every(resistsPhishing));
}

const resistsPhishing = ({ possession, knowledge }: BaselineConstraint): boolean =>
  possession !== null && (knowledge !== null || possession.phishingResistant);

export default {
  id: "app-rule-asks",
  title: "No app rule lets people in with one factor that can be phished, unless the baseline has it so",
  level: "mandatory",
  severity: "critical",
  rationale:
    "Whoever has a password, a code or somebody's thumb on a push gets in, whatever people have enrolled. One factor is " +
    "enough where it resists phishing, or where the device must be registered: that is something that the person has. " +
    "A constraint that does not say `required: true` asks for nothing: the provider sends false for what is left out.",
  remedy:
    'Ask for two factors (factorMode: "2FA"), or write a constraint on possession with phishingResistant: "REQUIRED" and ' +
    "required: true; if it was meant, change the baseline and have it reviewed.",
  references: [
    "Okta API reference: Policies (ACCESS_POLICY rules: verificationMethod, constraints)",
    "NIST SP 800-63B sections 4.2.1 and 5.2.5, Verifier Impersonation Resistance",
    "DISA Okta IDaaS STIG V-273190, V-273191 (phishing-resistant authenticators)",
  ],
  readsBaseline: true,
  judgeStack: withBaseline(judge),
} satisfies PackRule;
