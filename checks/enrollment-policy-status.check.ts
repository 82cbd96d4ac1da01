import { existingPolicies, policySubject } from "../src/evaluator/declared/declared-policy.ts";
import type { Check, FindingDraft } from "./contract/check.ts";

export default {
  id: "enrollment-policy-status",
  about: "configuration",
  compares: "policies",
  title: "Every declared enrollment policy is active",
  severity: "critical",
  rationale:
    "Okta considers only ACTIVE policies: an inactive one looks right in every detail and governs nobody, and its " +
    "people fall through to the next policy.",
  remedy:
    "Activate the policy under Security > Authenticators > Enrollment (Classic: Security > Multifactor > Factor " +
    "Enrollment), or run `pulumi up --refresh`.",
  references: [
    "Okta API reference: Policies (activate a policy)",
    "Okta Developer: Policies (developer.okta.com/docs/concepts/policies)",
    "DISA Okta IDaaS STIG V-273193, V-273194 (multifactor authentication, which people must have enrolled for)",
  ],
  needs: (baseline) => (baseline.enrollmentPolicies.length > 0 ? ["policies"] : []),

  *evaluate(input): Generator<FindingDraft> {
    for (const policy of existingPolicies(input)) {
      const { status } = policy.live;
      if (status === "ACTIVE") continue;
      yield {
        subject: policySubject(policy),
        field: "status",
        expected: "ACTIVE",
        actual: status,
        message: `Enrollment policy "${policy.declared.name}" is ${status}; it should be ACTIVE.`,
      };
    }
  },
} satisfies Check;
