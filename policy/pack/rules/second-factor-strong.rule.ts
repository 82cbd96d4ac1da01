import { worthOf } from "../../../src/model/strictness.ts";
import type { PackRule, Violation } from "../contract/pack-rule.ts";
import { policyLabel } from "../inputs/declared.ts";
import { notYetKnown } from "../inputs/input.ts";
import type { PolicyInputs } from "../inputs/policy-inputs.ts";

function* judge(policy: PolicyInputs): Iterable<Violation> {
  const settings = [...policy.settings];
  const required = settings.filter(([, setting]) => setting === "REQUIRED").map(([ref]) => ref);
  const weak = required.filter((ref) => worthOf(ref) === "weakens");
  if (weak.length === 0 || required.some((ref) => worthOf(ref) === "protects")) return;
  // A strong one that is not known yet may come to be required; inputs-known tells that it is open.
  if (settings.some(([ref, setting]) => setting === notYetKnown && worthOf(ref) !== "weakens")) return;
  yield {
    urn: policy.urn,
    message: `${policyLabel(policy)} requires no second factor but ${weak.join(", ")}.`,
  };
}

export default {
  id: "second-factor-strong",
  title: "No enrollment policy requires only a weak second factor",
  level: "mandatory",
  severity: "critical",
  rationale:
    "SMS, voice, e-mail and security questions are intercepted, phished or guessed. A policy that requires one of them " +
    "and nothing stronger makes it the second factor that everybody has.",
  remedy: "Set a strong authenticator to REQUIRED (webauthn, okta_verify), and the weak one to NOT_ALLOWED.",
  references: [
    "NIST SP 800-63B section 5.2.10, Restricted Authenticators, and 5.1.3.3 (SMS and voice)",
    "DISA Okta IDaaS STIG V-273190, V-273191 (phishing-resistant authenticators)",
  ],
  readsBaseline: false,
  judgePolicy: judge,
} satisfies PackRule;
