import type { BaselineAnswer } from "../contract/baseline-answer.ts";
import type { PackRule, Violation } from "../contract/pack-rule.ts";
import { policyLabel } from "../inputs/declared.ts";
import { notYetKnown } from "../inputs/input.ts";
import type { PolicyInputs } from "../inputs/policy-inputs.ts";

function* judge(policy: PolicyInputs, answer: BaselineAnswer): Iterable<Violation> {
  const { isOie, urn } = policy;
  if (isOie === null) {
    yield { urn, message: `${policyLabel(policy)} does not say isOie, which the provider takes for false.` };
    return;
  }
  if (isOie === notYetKnown || answer.kind === "unreadable") return;
  const { engine } = answer.baseline.org;
  if (isOie === (engine === "identity")) return;
  yield {
    urn,
    message: `${policyLabel(policy)} has isOie ${isOie}, or leaves it out; the baseline's engine is ${engine}.`,
  };
}

export default {
  id: "engine-explicit",
  title: "Every enrollment policy says isOie, and says the engine of the baseline",
  level: "mandatory",
  severity: "critical",
  rationale:
    "isOie defaults to false. On Identity Engine such a policy is written with factors instead of authenticators: Okta " +
    "converts it, and the settings of all authenticators are lost. Pulumi fills in the provider's default before it " +
    "asks the pack, so that a value left out can look like false.",
  remedy: "Write isOie: true on Identity Engine, and isOie: false on Classic.",
  references: [
    "terraform-provider-okta pull request 919 (is_oie)",
    "Pulumi registry: okta.policy.Mfa and okta.PolicyMfaDefault, input isOie",
  ],
  readsBaseline: true,
  judgePolicy: judge,
} satisfies PackRule;
