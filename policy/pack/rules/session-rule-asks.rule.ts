import type { Baseline } from "../../../src/model/baseline.ts";
import type { PackRule, Violation } from "../contract/pack-rule.ts";
import { withBaseline } from "../contract/with-baseline.ts";
import { rulesCalled, signOnRuleLabel } from "../inputs/declared.ts";
import { notYetKnown } from "../inputs/input.ts";
import { isOnePhishableFactor } from "../inputs/one-factor.ts";
import type { SessionRuleInputs } from "../inputs/sign-on-inputs.ts";
import type { StackInputs } from "../inputs/stack-inputs.ts";

function* judge({ sessionRules, appRules }: StackInputs, { org, signOn }: Baseline): Iterable<Violation> {
  const weak = appRules.find(isOnePhishableFactor);
  // On Classic no program declares what applications ask for.
  if (org.engine === "identity" && weak === undefined) return;
  for (const rule of sessionRules) {
    if (!asksForNothing(rule)) continue;
    if (rulesCalled(signOn.sessionPolicies, rule).some(({ secondFactor }) => secondFactor === "NEVER"))
      continue;
    const why =
      weak === undefined
        ? "a password alone gets a session"
        : `${signOnRuleLabel("App rule", weak)} asks for one factor that can be phished`;
    yield {
      urn: rule.urn,
      message: `${signOnRuleLabel("Session rule", rule)} asks for no second factor, and ${why}.`,
    };
  }
}

/** The provider takes what is left out for ALLOW and false. */
const asksForNothing = ({ access, mfaRequired }: SessionRuleInputs): boolean =>
  access !== "DENY" && access !== notYetKnown && mfaRequired !== true && mfaRequired !== notYetKnown;

export default {
  id: "session-rule-asks",
  title:
    "No session rule leaves the second factor to applications that ask for none, unless the baseline has it so",
  level: "mandatory",
  severity: "critical",
  rationale:
    "Session rule and app rule are both evaluated, and either can ask for the second factor. On Identity Engine the session " +
    "may leave it to the app rules, as long as those ask; on Classic nothing else is sure to ask.",
  remedy:
    "Write mfaRequired: true, or make the app rule that is named ask for two factors; if it was meant, change the baseline " +
    "and have it reviewed.",
  references: [
    "Okta API reference: Policies (OKTA_SIGN_ON rules: requireFactor)",
    "Okta Developer: Configure a global session policy and an app sign-in policy (guides/configure-signon-policy)",
    "NIST SP 800-63B section 4.2.1",
  ],
  readsBaseline: true,
  judgeStack: withBaseline(judge),
} satisfies PackRule;
