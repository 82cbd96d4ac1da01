import type { Baseline } from "../../../src/model/baseline.ts";
import type { PackRule, Violation } from "../contract/pack-rule.ts";
import { withBaseline } from "../contract/with-baseline.ts";
import { declaredPolicy, policyLabel } from "../inputs/declared.ts";
import { shortcomings } from "../inputs/policy-comparison.ts";
import type { PolicyInputs } from "../inputs/policy-inputs.ts";

function* judge(policy: PolicyInputs, baseline: Baseline): Iterable<Violation> {
  const declared = declaredPolicy(policy, baseline);
  if (declared === null) return;
  for (const shortcoming of shortcomings(policy, declared, baseline.org.engine)) {
    yield { urn: policy.urn, message: `${policyLabel(policy)} ${shortcoming}.` };
  }
}

export default {
  id: "enrollment-policy-not-weaker",
  title: "No enrollment policy is weaker than the baseline's policy of its name",
  level: "mandatory",
  severity: "critical",
  rationale:
    "A strong authenticator is weaker the less it is asked for, a weak one the more. A setting that is left out counts " +
    "too: the provider does not touch what it is not told, and Okta keeps what is there. The password is not weighed.",
  remedy:
    "Set the authenticator as the baseline has it; if the change was meant, change the baseline and have it reviewed.",
  references: [
    "Okta API reference: Policies (MFA_ENROLL, settings.authenticators and settings.factors)",
    "NIST SP 800-63B section 5.2.5, Verifier Impersonation Resistance, and 5.2.10, Restricted Authenticators",
    "pulumi-okta issues 289 and 839 (misspelt settings)",
  ],
  readsBaseline: true,
  judgePolicy: withBaseline(judge),
} satisfies PackRule;
