import type { PackRule } from "../contract/pack-rule.ts";
import { policyLabel } from "../inputs/declared.ts";

export default {
  id: "enrollment-policy-protected",
  title: "Every enrollment policy is protected from deletion",
  level: "mandatory",
  severity: "high",
  rationale:
    "Without protect a renamed or removed line deletes the policy, and everybody it governed falls through to a weaker " +
    "one. To delete the default policy does nothing in Okta, yet Pulumi forgets it.",
  remedy:
    "Declare the policy with the resource option protect: true; to delete it on purpose, `pulumi state unprotect` first.",
  references: [
    "Pulumi: resource option protect",
    "terraform-provider-okta: okta_policy_mfa_default has no delete",
  ],
  readsBaseline: false,
  *judgePolicy(policy) {
    if (policy.isProtected) return;
    yield { urn: policy.urn, message: `${policyLabel(policy)} is declared without protect: true.` };
  },
} satisfies PackRule;
